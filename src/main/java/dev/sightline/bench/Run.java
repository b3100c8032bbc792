package dev.sightline.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How one run went.
 *
 * @param framesPerSecond frames that were done each second
 * @param cpuMillis what the whole process spent on a frame, all threads together; on a busy machine it says more than
 *     the frames per second
 */
record Run(double framesPerSecond, double cpuMillis) {
    /** Where a run begins. */
    record Start(long nanos, long cpuNanos) {
        /** The present. */
        static Start now() {
            return new Start(System.nanoTime(), cpu());
        }

        /** The run from here to the present, in which {@code frames} were done. */
        Run end(int frames) {
            return new Run(frames * 1e9 / (System.nanoTime() - nanos), (cpu() - cpuNanos) / 1e6 / frames);
        }

        private static long cpu() {
            return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                    .getProcessCpuTime();
        }
    }
}
