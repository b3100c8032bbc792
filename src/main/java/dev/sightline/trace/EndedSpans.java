package dev.sightline.trace;

import dev.sightline.metrics.PipelineMetrics;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;

/** Counts the steps that are to be told. */
record EndedSpans(PipelineMetrics metrics) implements SpanProcessor {
    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        metrics.stepEnded();
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }
}
