package dev.sightline.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.sightline.alert.AlertRules;
import dev.sightline.alert.CameraRun;
import dev.sightline.alert.RuleInput;
import dev.sightline.alert.RuleState;
import dev.sightline.alert.Watch;
import dev.sightline.wire.States;
import dev.sightline.wire.Topics;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serializer;

/** Whether ten thousand rules keep up with a thousand track events a second. */
final class RuleStorm {
    private static final int CAMERAS = 100;
    private static final int RULES = 100;
    private static final int OBJECTS = 2;
    private static final int WARM_UP_SECONDS = 30;
    private static final int SECONDS = 90;

    private final AlertRules rules = new AlertRules(StormRules.of(CAMERAS, RULES));
    private final StormDay day = new StormDay(new Topics("bench"), Instant.parse("2026-01-05T08:00:00Z"));
    private final List<CameraRun> runs = new ArrayList<>();
    private final Serializer<Watch> watches = States.watch().serializer();
    private final Serializer<RuleState> states = States.rules().serializer();
    private final boolean written;
    private long events;
    private long alerts;
    private long changes;
    private long bytes;

    private RuleStorm(boolean written) {
        this.written = written;
        for (int camera = 0; camera < CAMERAS; camera++) {
            runs.add(new CameraRun(Watch.initial(RecordedDay.camera(camera), ""), Map.of()));
        }
    }

    /** Asks the rules on one thread, without and with what they know being written, and prints how fast that was. */
    static void measure(PrintStream out) {
        out.printf(
                "%n%,d rules on %d cameras, %d frames/s and %d objects each%n",
                CAMERAS * RULES, CAMERAS, RecordedDay.PER_SECOND, OBJECTS);
        new RuleStorm(false).measure("the rules alone", out);
        new RuleStorm(true).measure("with their states written as Avro", out);
    }

    private void measure(String what, PrintStream out) {
        run(0, WARM_UP_SECONDS);
        events = 0;
        alerts = 0;
        changes = 0;
        bytes = 0;
        long cpu = cpu();
        long start = System.nanoTime();
        run(WARM_UP_SECONDS, WARM_UP_SECONDS + SECONDS);
        double seconds = (System.nanoTime() - start) / 1e9;
        double used = (cpu() - cpu) / 1e9;
        out.printf(
                "%s, one thread: %,.0f events/s, %.1f times as fast as they come; %.3f s of CPU a second of theirs%n",
                what, events / seconds, SECONDS / seconds, used / SECONDS);
        out.printf(
                "  %,d events, %,d alerts, %,d changes of states, %,d bytes written in %.1f s, CPU %.1f s%n",
                events, alerts, changes, bytes, seconds, used);
    }

    private static long cpu() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private void run(int from, int to) {
        for (long frame = (long) from * RecordedDay.PER_SECOND; frame < (long) to * RecordedDay.PER_SECOND; frame++) {
            for (int camera = 0; camera < CAMERAS; camera++) {
                for (int object = 0; object < OBJECTS; object++) {
                    take(camera, new RuleInput.Followed(day.event(camera, object, frame)));
                    events++;
                }
                take(camera, day.looked(camera, frame));
            }
        }
    }

    private void take(int camera, RuleInput input) {
        CameraRun run = runs.get(camera);
        alerts += run.take(rules, input).size();
        var changed = run.changes();
        changes += changed.size();
        if (written) {
            bytes += watches.serialize("", run.watch()).length;
            changed.values().forEach(state -> bytes += states.serialize("", state).length);
        }
    }
}
