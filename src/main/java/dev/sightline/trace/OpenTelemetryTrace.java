package dev.sightline.trace;

import dev.sightline.metrics.PipelineMetrics;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells an OpenTelemetry collector. Finished steps wait for it in a queue of 2048; those that find no room there, or that the
 * collector does not take within 10 s, are left out. No frame waits for it.
 */
public final class OpenTelemetryTrace implements Trace {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final long CLOSE_SECONDS = 2;
    private static final TextMapGetter<String> TRACEPARENT = new OnlyTraceparent();

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    private OpenTelemetryTrace(SdkTracerProvider provider) {
        this.provider = provider;
        this.tracer = provider.get("dev.sightline");
    }

    /**
     * Follows frames as the settings say, and nothing where they name no endpoint. Connects when there is something to
     * tell.
     *
     * @param process what tells this process from others, such as the name of its host
     */
    public static Trace open(TraceSettings settings, String process, PipelineMetrics metrics) {
        String endpoint = settings.endpoint();
        if (endpoint == null) {
            return Trace.NONE;
        }
        var exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(endpoint)
                .setTimeout(TIMEOUT)
                .setHeaders(settings::headers)
                .build();
        var who = Attributes.of(
                AttributeKey.stringKey("service.name"),
                "sightline",
                AttributeKey.stringKey("service.instance.id"),
                process);
        return new OpenTelemetryTrace(SdkTracerProvider.builder()
                .setResource(Resource.getDefault().merge(Resource.create(who)))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(settings.sample())))
                .addSpanProcessor(new EndedSpans(metrics))
                .addSpanProcessor(BatchSpanProcessor.builder(new CountedExporter(exporter, endpoint, metrics))
                        .setExporterTimeout(TIMEOUT)
                        .build())
                .build());
    }

    @Override
    public Step first(String name, Instant since) {
        return step(tracer.spanBuilder(name)
                .setNoParent()
                .setSpanKind(SpanKind.PRODUCER)
                .setStartTimestamp(since)
                .startSpan());
    }

    @Override
    public Step next(String name, @Nullable String before) {
        if (before == null) {
            return Step.NONE;
        }
        Context parent = W3CTraceContextPropagator.getInstance().extract(Context.root(), before, TRACEPARENT);
        return Span.fromContext(parent).getSpanContext().isSampled()
                ? step(tracer.spanBuilder(name)
                        .setParent(parent)
                        .setSpanKind(SpanKind.CONSUMER)
                        .startSpan())
                : Step.NONE;
    }

    private static Step step(Span span) {
        return span.isRecording() ? new SpanStep(span) : Step.NONE;
    }

    @Override
    public void close() {
        var unused = provider.shutdown().join(CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    /** Reads a {@code traceparent} as if it were alone among headers. */
    private static final class OnlyTraceparent implements TextMapGetter<String> {
        @Override
        public Iterable<String> keys(String traceparent) {
            return List.of(SpanStep.TRACEPARENT);
        }

        @Override
        public @Nullable String get(@Nullable String traceparent, String key) {
            return key.equals(SpanStep.TRACEPARENT) ? traceparent : null;
        }
    }
}
