package dev.sightline.trace;

import dev.sightline.metrics.PipelineMetrics;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what the collector takes and what it does not, and says when that changes. */
final class CountedExporter implements SpanExporter {
    private static final Logger LOG = LoggerFactory.getLogger(CountedExporter.class);

    private final SpanExporter to;
    private final String endpoint;
    private final PipelineMetrics metrics;
    private final AtomicBoolean accepted = new AtomicBoolean(true);

    CountedExporter(SpanExporter to, String endpoint, PipelineMetrics metrics) {
        this.to = to;
        this.endpoint = endpoint;
        this.metrics = metrics;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        int count = spans.size();
        CompletableResultCode result = to.export(spans);
        return result.whenComplete(() -> told(count, result.isSuccess()));
    }

    private void told(int count, boolean success) {
        metrics.stepsTold(count, success);
        if (accepted.getAndSet(success) == success) {
            return;
        }
        if (success) {
            LOG.info("{} takes traces again", endpoint);
        } else {
            LOG.warn("{} does not take traces: {} steps are lost, and more until it does", endpoint, count);
        }
    }

    @Override
    public CompletableResultCode flush() {
        return to.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return to.shutdown();
    }
}
