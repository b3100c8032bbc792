package dev.sightline.tensorrt;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.bytedeco.tensorrt.nvinfer.ILogger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What TensorRT says goes to the log; its errors are also kept for the exception that follows them. */
final class TensorRtLogger extends ILogger {
    private static final Logger LOG = LoggerFactory.getLogger("TensorRT");

    private final BlockingQueue<String> errors = new LinkedBlockingQueue<>(8);

    /** TensorRT calls this one; the process ends if it is not exactly this one that is overridden. */
    @Override
    public void log(Severity severity, String message) {
        switch (severity.intern()) {
            case kINTERNAL_ERROR, kERROR -> {
                LOG.debug("{}", message);
                while (!errors.offer(message)) {
                    errors.poll();
                }
            }
            case kWARNING -> LOG.warn("{}", message);
            case kINFO -> LOG.debug("{}", message);
            default -> LOG.trace("{}", message);
        }
    }

    /** What failed and the errors since the last time, in one line. */
    String failure(String what) {
        List<String> said = new ArrayList<>();
        errors.drainTo(said);
        return said.isEmpty() ? what + ": TensorRT does not say why" : what + ": " + String.join("; ", said);
    }
}
