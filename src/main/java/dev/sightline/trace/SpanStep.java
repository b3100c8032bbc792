package dev.sightline.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A step as a span. Its notes begin with {@code sightline.}, so that they are told from those of others. */
final class SpanStep implements Step {
    static final String TRACEPARENT = "traceparent";

    private final Span span;

    SpanStep(Span span) {
        this.span = span;
    }

    @Override
    public Optional<String> context() {
        Map<String, String> headers = new HashMap<>();
        W3CTraceContextPropagator.getInstance().inject(Context.root().with(span), headers, (to, key, value) -> {
            if (to != null) {
                to.put(key, value);
            }
        });
        return Optional.ofNullable(headers.get(TRACEPARENT));
    }

    @Override
    public Step with(String key, String value) {
        span.setAttribute("sightline." + key, value);
        return this;
    }

    @Override
    public Step with(String key, long value) {
        span.setAttribute("sightline." + key, value);
        return this;
    }

    @Override
    public void reached(String part) {
        span.addEvent(part);
    }

    @Override
    public void failed(String reason) {
        span.setStatus(StatusCode.ERROR, reason);
    }

    @Override
    public void close() {
        span.end();
    }
}
