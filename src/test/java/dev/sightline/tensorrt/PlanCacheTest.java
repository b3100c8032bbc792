package dev.sightline.tensorrt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlanCacheTest {
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final long ROOMY = 1_000_000;

    @TempDir
    Path folder;

    /** What each build was given as timings. */
    private final List<String> builds = new ArrayList<>();

    private PlanCache.Built build(String plan, Optional<byte[]> timings) {
        builds.add(timings.map(bytes -> new String(bytes, UTF_8)).orElse("none"));
        return new PlanCache.Built(plan.getBytes(UTF_8), ("timings " + builds.size()).getBytes(UTF_8));
    }

    private String plan(PlanCache cache, PlanKey key, String built) throws IOException {
        return new String(cache.plan(key, timings -> build(built, timings)), UTF_8);
    }

    private PlanCache cache() {
        return new PlanCache(folder, ROOMY, SHORT);
    }

    /** The key of a model that is called by one hexadecimal digit. */
    static PlanKey key(String digit) {
        var host = new PlanKey.Host("10.6.0", "NVIDIA H200", "9.0");
        return new PlanKey(digit.repeat(64), host, "fp16", List.of("1 8 64"), Map.of());
    }

    private Path entry(PlanKey key) throws IOException {
        byte[] hash = PlanEntry.sha256().digest(key.plan().getBytes(UTF_8));
        return folder.resolve(java.util.HexFormat.of().formatHex(hash) + ".entry");
    }

    @Test
    void aPlanIsBuiltOnce() throws IOException {
        assertThat(plan(cache(), key("a"), "first")).isEqualTo("first");
        assertThat(plan(cache(), key("a"), "second")).isEqualTo("first");
        assertThat(builds).containsExactly("none");
    }

    @Test
    void otherKeysHaveOtherPlansAndTheSameTimings() throws IOException {
        assertThat(plan(cache(), key("a"), "first")).isEqualTo("first");
        assertThat(plan(cache(), key("b"), "second")).isEqualTo("second");
        assertThat(plan(cache(), key("c"), "third")).isEqualTo("third");
        assertThat(builds).containsExactly("none", "timings 1", "timings 2");
    }

    static Stream<Integer> places() {
        // Every byte: magic, lengths, key, content and checksum.
        return IntStream.range(0, (int) PlanEntry.size(key("a").plan(), "first".getBytes(UTF_8)))
                .boxed();
    }

    @ParameterizedTest
    @MethodSource("places")
    void anEntryWithADamagedByteIsBuiltAgain(int place) throws IOException {
        plan(cache(), key("a"), "first");
        byte[] bytes = Files.readAllBytes(entry(key("a")));
        bytes[place] ^= 0x10;
        Files.write(entry(key("a")), bytes);
        assertBuiltAgain();
    }

    @Test
    void anEntryThatIsCutOffAnywhereIsBuiltAgain() throws IOException {
        plan(cache(), key("a"), "first");
        byte[] whole = Files.readAllBytes(entry(key("a")));
        for (int length = 0; length < whole.length; length++) {
            Files.write(entry(key("a")), Arrays.copyOf(whole, length));
            String again = "built from " + length;
            assertThat(plan(cache(), key("a"), again)).isEqualTo(again);
        }
    }

    @Test
    void anEntryThatIsTooLongIsBuiltAgain() throws IOException {
        plan(cache(), key("a"), "first");
        byte[] whole = Files.readAllBytes(entry(key("a")));
        Files.write(entry(key("a")), Arrays.copyOf(whole, whole.length + 1));
        assertBuiltAgain();
    }

    @Test
    void anEntryOfAnotherKeyIsBuiltAgain() throws IOException {
        plan(cache(), key("a"), "first");
        plan(cache(), key("b"), "other");
        Files.copy(entry(key("b")), entry(key("a")), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertBuiltAgain();
    }

    @Test
    void aStrangeFileIsBuiltAgain() throws IOException {
        plan(cache(), key("a"), "first");
        Files.write(entry(key("a")), "a plan of another program ".repeat(50).getBytes(UTF_8));
        assertBuiltAgain();
    }

    private void assertBuiltAgain() throws IOException {
        assertThat(plan(cache(), key("a"), "again")).isEqualTo("again");
        assertThat(plan(cache(), key("a"), "a third time")).isEqualTo("again");
    }

    @Test
    void aPlanThatIsOfNoUseIsBuiltAgainUnlessSomebodyHasDoneSo() throws IOException {
        byte[] refused = cache().plan(key("a"), timings -> build("refused", timings));
        assertThat(cache().insteadOf(refused, key("a"), timings -> build("good", timings)))
                .asString(UTF_8)
                .isEqualTo("good");
        assertThat(cache().insteadOf(refused, key("a"), timings -> build("never", timings)))
                .as("a second process that was refused the same")
                .asString(UTF_8)
                .isEqualTo("good");
        assertThat(plan(cache(), key("a"), "never")).isEqualTo("good");
        assertThat(builds).hasSize(2);
    }

    @Test
    void aBuildThatFailsLeavesNothing() throws IOException {
        assertThatThrownBy(() -> cache().plan(key("a"), timings -> {
                    throw new IllegalStateException("no memory");
                }))
                .hasMessage("no memory");
        assertThat(plan(cache(), key("a"), "first")).isEqualTo("first");
    }

    @Test
    void aFolderThatCannotBeMadeCostsNoPlan() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        var cache = new PlanCache(file.resolve("plans"), ROOMY, SHORT);
        assertThat(plan(cache, key("a"), "first")).isEqualTo("first");
        assertThat(plan(cache, key("a"), "second")).isEqualTo("second");
    }

    @Test
    void aReadOnlyFolderGivesWhatItHasAndKeepsNothing() throws IOException {
        plan(cache(), key("a"), "first");
        assumeTrue(folder.toFile().setWritable(false)
                && folder.resolve("lock").toFile().setWritable(false));
        try {
            assumeTrue(!Files.isWritable(folder), "this user may write anywhere");
            assertThat(plan(cache(), key("a"), "second")).isEqualTo("first");
            assertThat(plan(cache(), key("b"), "third")).isEqualTo("third");
            assertThat(plan(cache(), key("b"), "fourth")).isEqualTo("fourth");
        } finally {
            assertThat(folder.toFile().setWritable(true)).isTrue();
        }
    }

    @Test
    void aFullDiskCostsNoPlan() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "this system has no device that is always full");
        Files.createSymbolicLink(folder.resolve("unfinished"), full);
        assertThat(plan(cache(), key("a"), "first")).isEqualTo("first");
        assertThat(plan(cache(), key("a"), "second")).as("nothing was kept").isEqualTo("second");
        assertThat(plan(cache(), key("a"), "third"))
                .as("the disk has room again")
                .isEqualTo("second");
    }

    @Test
    void theOldestEntriesGo() throws IOException {
        long size = PlanEntry.size(key("a").plan(), new byte[100]);
        var cache = new PlanCache(folder, 2 * size, SHORT);
        for (String digit : List.of("a", "b", "c")) {
            cache.plan(key(digit), timings -> new PlanCache.Built(new byte[100], new byte[0]));
            Files.setLastModifiedTime(entry(key(digit)), FileTime.fromMillis(Character.digit(digit.charAt(0), 16)));
        }
        assertThat(entry(key("a"))).doesNotExist();
        assertThat(entry(key("b"))).exists();
        assertThat(entry(key("c"))).exists();
    }

    @Test
    void whatIsLargerThanTheCacheIsNotKept() throws IOException {
        plan(cache(), key("a"), "first");
        var small = new PlanCache(folder, 300, SHORT);
        small.plan(key("b"), timings -> new PlanCache.Built(new byte[500], new byte[0]));
        assertThat(entry(key("b"))).doesNotExist();
        assertThat(entry(key("a"))).exists();
    }

    @Test
    void whoWaitsTooLongBuildsAndDoesNotKeep() throws IOException {
        try (FolderLock held = FolderLock.take(folder, SHORT)) {
            assertThat(held).isNotNull();
            assertThat(plan(cache(), key("a"), "first")).isEqualTo("first");
        }
        assertThat(entry(key("a"))).doesNotExist();
    }

    @Test
    void aWaitCanBeInterrupted() throws IOException {
        try (FolderLock held = FolderLock.take(folder, SHORT)) {
            assertThat(held).isNotNull();
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> plan(cache(), key("a"), "first")).isInstanceOf(InterruptedIOException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
