package dev.sightline.model;

import dev.sightline.detect.DetectionException;
import dev.sightline.detect.EngineLostException;
import dev.sightline.detect.EngineState;
import dev.sightline.metrics.PipelineMetrics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The devices that a model runs on. The least busy one gets the next batch, a lost one none; where none is left the spare
 * takes over, if there is one. Safe for use by several threads.
 */
final class DevicePool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DevicePool.class);

    private final List<Member> working = new ArrayList<>();

    /**
     * Never closed and never collected: libraries that are told to free what a lost device held may end the process, and DJL
     * closes what is collected.
     */
    private final List<Member> lost = new ArrayList<>();

    private final List<String> troubles = new ArrayList<>();
    private final int batchesEach;
    private final @Nullable Spare spare;
    private final PipelineMetrics metrics;
    private volatile EngineState state;

    /** Opens the device that takes over. */
    @FunctionalInterface
    interface Spare {
        DeviceDetector open() throws ModelException;
    }

    /** A device and how many batches are in it. */
    private static final class Member {
        private final DeviceDetector detector;
        private int batches;

        Member(DeviceDetector detector) {
            this.detector = detector;
        }
    }

    /**
     * A pool that owns the devices.
     *
     * @param batchesEach how many batches a GPU has memory ready for
     * @param spare opens what takes over, or null
     */
    DevicePool(List<DeviceDetector> devices, int batchesEach, @Nullable Spare spare, PipelineMetrics metrics) {
        devices.forEach(device -> working.add(new Member(device)));
        this.batchesEach = batchesEach;
        this.spare = spare;
        this.metrics = metrics;
        this.state = look();
    }

    /**
     * What {@code work} gets from a device. Where that is lost on the way, the work is done again on another.
     *
     * @throws EngineLostException if there is none any more
     */
    <T> T run(Function<DeviceDetector, T> work) {
        while (true) {
            Member member = take();
            try {
                return work.apply(member.detector);
            } catch (DetectionException e) {
                if (!member.detector.run().isOnGpu() || !DeviceLoss.isMeantBy(e)) {
                    throw e;
                }
                lose(member, e);
            } finally {
                giveBack(member);
            }
        }
    }

    /** How the devices are; never waits. */
    EngineState state() {
        return state;
    }

    private synchronized Member take() {
        if (working.isEmpty()) {
            throw new EngineLostException(state.trouble());
        }
        Member least = working.stream()
                .min(Comparator.comparingInt(member -> member.batches))
                .orElseThrow();
        least.batches++;
        return least;
    }

    private synchronized void giveBack(Member member) {
        member.batches--;
    }

    /** Takes a device out; of several batches that it lost, the first does so. */
    private synchronized void lose(Member member, DetectionException failure) {
        if (!working.remove(member)) {
            return;
        }
        lost.add(member);
        var device = member.detector.run().device();
        String what = device + " was lost (" + OneLine.of(failure) + ")";
        metrics.gpuLost(device.getDeviceId());
        String done = goOn();
        metrics.detectorReady(!working.isEmpty());
        LOG.error("{}: {}", what, done);
        LOG.debug("what the GPU said", failure);
        troubles.add(what + ": " + done);
        state = look();
    }

    /** What is done about a loss. */
    private String goOn() {
        if (!working.isEmpty()) {
            return names() + " goes on";
        }
        if (spare != null) {
            try {
                working.add(new Member(spare.open()));
                return "the CPU looks at the pictures from now on";
            } catch (ModelException | RuntimeException e) {
                LOG.error("the CPU cannot take over: {}", e.getMessage());
            }
        }
        return "no picture is looked at any more; look after the GPU and start again";
    }

    private EngineState look() {
        List<Integer> gpus = working.stream()
                .map(member -> member.detector.run())
                .filter(EngineRun::isOnGpu)
                .map(run -> run.device().getDeviceId())
                .toList();
        int batches = Math.max(1, gpus.size() * batchesEach);
        return new EngineState(names(), gpus, batches, !working.isEmpty(), String.join("; ", troubles));
    }

    private String names() {
        return working.stream()
                .collect(Collectors.groupingBy(
                        member -> member.detector.run().engine(),
                        Collectors.mapping(member -> member.detector.run().place(), Collectors.joining(", "))))
                .entrySet()
                .stream()
                .map(entry -> entry.getKey() + " on " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    /** Closes the devices that are not lost. */
    @Override
    public void close() {
        List<Member> rest;
        synchronized (this) {
            rest = List.copyOf(working);
        }
        rest.forEach(member -> member.detector.close());
    }
}
