package dev.sightline.tensorrt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A process that wants a plan. Arguments: the cache's folder, a folder of signs, its own name. Signs are files:
 * {@code asks-NAME}, {@code builds-NAME}, {@code has-NAME} with the plan in it. A build lasts until there is a {@code go}.
 */
final class PlanCacheProcesses {
    private PlanCacheProcesses() {}

    public static void main(String... args) throws Exception {
        Path signs = Path.of(args[1]);
        String name = args[2];
        var cache = new PlanCache(Path.of(args[0]), 1_000_000, Duration.ofMinutes(1));
        Files.createFile(signs.resolve("asks-" + name));
        byte[] plan = cache.plan(PlanCacheTest.key("a"), timings -> {
            await(signs, name);
            return new PlanCache.Built(("built by " + name).getBytes(UTF_8), new byte[] {1});
        });
        Path whole = signs.resolve("unfinished-" + name);
        Files.write(whole, plan);
        Files.move(whole, signs.resolve("has-" + name));
    }

    private static void await(Path signs, String name) {
        try {
            Files.createFile(signs.resolve("builds-" + name));
            for (int i = 0; i < 6_000 && !Files.exists(signs.resolve("go")); i++) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
