package dev.sightline.web;

import dev.sightline.access.Visitor;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The routes that tell how the process is: {@code /health} and {@code /health/ready}, 200 while all is
 * well and else 503; {@code /health/live}, 503 when only a new start can help; and {@code /metrics}.
 *
 * @param metrics the text of {@code /metrics}
 * @param health the parts that {@code /health} lists
 */
record Vitals(Supplier<String> metrics, Supplier<List<HealthCheck>> health) {
    /** Behind {@code gate}, which is to be installed on the same routes. */
    void install(RoutesConfig routes, Gate gate) {
        Route.HEALTH.serve(routes, ctx -> health(ctx, Gate.visitor(ctx)));
        Route.READY.serve(routes, ctx -> ready(ctx, gate.known(ctx)));
        Route.LIVE.serve(routes, this::live);
        Route.METRICS.serve(
                routes,
                ctx -> ctx.contentType("text/plain; version=0.0.4; charset=utf-8")
                        .result(metrics.get()));
    }

    /** Tells no more than it must: who asks is a scheduler, not a person. */
    private void live(Context ctx) {
        boolean live = health.get().stream().noneMatch(HealthCheck::dead);
        ctx.status(status(live)).json(Map.of("live", live));
    }

    private void ready(Context ctx, @Nullable Visitor visitor) {
        if (visitor != null) {
            health(ctx, visitor);
        } else {
            boolean ready = health.get().stream().allMatch(HealthCheck::ok);
            ctx.status(status(ready)).json(Map.of("ready", ready));
        }
    }

    /** Details may name cameras, as what is wrong with a file of rules does; the page needs that of the engine. */
    private void health(Context ctx, Visitor visitor) {
        List<HealthCheck> checks = health.get().stream()
                .map(check ->
                        visitor.seesEveryCamera() || check.name().equals("engine") ? check : check.withoutDetail())
                .toList();
        ctx.status(status(checks.stream().allMatch(HealthCheck::ok))).json(checks);
    }

    private static int status(boolean well) {
        return well ? 200 : 503;
    }
}
