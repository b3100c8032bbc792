package dev.sightline.web;

import dev.sightline.access.Visitor;
import dev.sightline.geometry.Zone;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The routes that tell what the view knows: cameras, pictures and alerts. */
final class Api {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final LiveView view;
    private final Map<String, List<Zone>> zones;
    private final InstantSource clock;

    /**
     * Every camera.
     *
     * @param now the server's time, milliseconds since 1970-01-01 UTC
     */
    private record Cameras(long now, List<CameraView.Snapshot> cameras) {}

    Api(LiveView view, Map<String, List<Zone>> zones, InstantSource clock) {
        this.view = view;
        this.zones = zones;
        this.clock = clock;
    }

    void install(RoutesConfig routes) {
        Route.CAMERAS.serve(routes, this::cameras);
        Route.LATEST.serve(routes, this::latest);
        Route.FRAME.serve(routes, this::frame);
        Route.ALERTS.serve(routes, this::alerts);
        Route.EVIDENCE.serve(routes, this::evidence);
    }

    private void cameras(Context ctx) {
        Visitor visitor = Gate.visitor(ctx);
        ctx.json(new Cameras(
                clock.millis(),
                view.cameras(zones).stream()
                        .filter(camera -> visitor.sees(camera.camera()))
                        .toList()));
    }

    private void alerts(Context ctx) {
        Visitor visitor = Gate.visitor(ctx);
        ctx.json(view.alerts().stream()
                .filter(alert -> visitor.sees(alert.camera()))
                .toList());
    }

    /** An alert of a camera that the visitor does not see is answered like one that does not exist. */
    private void evidence(Context ctx) {
        AlertLog.Evidence evidence = view.evidence(ctx.pathParam("alert"));
        picture(ctx, evidence != null && Gate.visitor(ctx).sees(evidence.camera()) ? evidence.jpeg() : null);
    }

    private void latest(Context ctx) {
        picture(ctx, view.latest(ctx.pathParam("camera")));
    }

    private void frame(Context ctx) {
        String epoch = ctx.pathParam("epoch");
        String sequence = ctx.pathParam("sequence");
        if (!NUMBER.matcher(epoch).matches() || !NUMBER.matcher(sequence).matches()) {
            throw new NotFoundResponse("a frame is EPOCH-SEQUENCE.jpg, two numbers");
        }
        picture(ctx, view.jpeg(ctx.pathParam("camera"), Long.parseLong(epoch), Long.parseLong(sequence)));
    }

    private static void picture(Context ctx, @Nullable Jpeg jpeg) {
        if (jpeg == null) {
            throw new NotFoundResponse("there is no such picture, or not any more");
        }
        ctx.contentType("image/jpeg").result(jpeg.bytes());
    }
}
