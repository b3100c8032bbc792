package dev.sightline.simulate;

import dev.sightline.video.H264Film;
import dev.sightline.video.H264Film.AccessUnit;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plays a film to one client at its own pace, round and round, with RTP times that run on. */
final class FilmPlayer implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(FilmPlayer.class);
    private static final long REPORT_EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final SimulatedCamera camera;
    private final RtpPacketizer packetizer;
    private final int firstRtpTime;
    private final RtpTransport transport;
    private final InstantSource clock;
    private final Gate gate = new Gate();
    private volatile long positionMicros;

    FilmPlayer(
            SimulatedCamera camera,
            RtpPacketizer packetizer,
            int firstRtpTime,
            RtpTransport transport,
            InstantSource clock) {
        this.camera = camera;
        this.packetizer = packetizer;
        this.firstRtpTime = firstRtpTime;
        this.transport = transport;
        this.clock = clock;
    }

    /** Shut while the client has paused. */
    Gate gate() {
        return gate;
    }

    /** The RTP time of the picture that is sent next or just now. */
    int rtpTime() {
        // 90,000 ticks a second are 9 in 100 µs.
        return firstRtpTime + (int) (positionMicros * 9 / 100);
    }

    /** Plays until it is interrupted or the client is gone. */
    @Override
    public void run() {
        try {
            play(camera.film());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException gone) {
            LOG.debug("a client of {} is gone: {}", camera.name(), gone.getMessage());
        }
    }

    private void play(H264Film film) throws InterruptedException, IOException {
        List<AccessUnit> units = film.accessUnits();
        long start = System.nanoTime();
        long reportAt = start;
        for (long round = 0; ; round++) {
            for (AccessUnit unit : units) {
                positionMicros = round * film.durationMicros() + unit.timestampMicros();
                long due = start + TimeUnit.MICROSECONDS.toNanos(positionMicros);
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                start += gate.pass() + camera.gate().pass();
                if (System.nanoTime() - reportAt >= 0) {
                    transport.sendControl(SenderReport.of(packetizer, clock.instant(), rtpTime()));
                    reportAt = System.nanoTime() + REPORT_EVERY_NANOS;
                }
                send(film, unit);
            }
        }
    }

    private void send(H264Film film, AccessUnit unit) throws IOException {
        List<byte[]> nalUnits = new ArrayList<>();
        if (unit.key()) {
            nalUnits.add(film.sps());
            nalUnits.add(film.pps());
        }
        nalUnits.addAll(unit.nalUnits());
        int before = packetizer.packetCount();
        transport.send(camera.survivors(packetizer.packets(nalUnits, rtpTime()), before));
    }
}
