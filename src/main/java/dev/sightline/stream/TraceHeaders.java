package dev.sightline.stream;

import dev.sightline.trace.Step;
import dev.sightline.trace.Trace;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/** How followed frames are known from process to process: by a header of their records, as in W3C Trace Context. */
final class TraceHeaders {
    private static final String TRACEPARENT = "traceparent";

    private TraceHeaders() {}

    /** The step after the one that the headers name. */
    static Step next(Trace trace, String name, Headers headers) {
        Header before = headers.lastHeader(TRACEPARENT);
        return trace.next(
                name,
                before == null || before.value() == null ? null : new String(before.value(), StandardCharsets.UTF_8));
    }

    /** The record with a step that the next one comes after. */
    static <K, V> Record<K, V> with(Record<K, V> record, Step step) {
        return step.context().isEmpty() ? record : record.withHeaders(with(record.headers(), step));
    }

    /** A copy of the headers with a step that the next one comes after. */
    static Headers with(Headers headers, Step step) {
        Headers copy = new RecordHeaders(headers);
        step.context()
                .ifPresent(
                        context -> copy.remove(TRACEPARENT).add(TRACEPARENT, context.getBytes(StandardCharsets.UTF_8)));
        return copy;
    }
}
