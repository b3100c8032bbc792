package dev.sightline.trace;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which frames are followed, and who is told.
 *
 * @param endpoint where an OpenTelemetry collector takes traces by OTLP over HTTP, such as
 *     {@code http://127.0.0.1:4318/v1/traces}; null where no frame is followed
 * @param sample the share of the frames that are followed, 0 to 1; decided where they are taken from cameras
 * @param headers of each request to the collector, such as one with a key; may hold secrets
 */
public record TraceSettings(@Nullable String endpoint, double sample, Map<String, String> headers) {
    /** Nothing is followed; one frame of a hundred where there is an endpoint. */
    public static final TraceSettings DEFAULT = new TraceSettings(null, 0.01, Map.of());

    /** Checks the ranges. */
    public TraceSettings {
        if (endpoint != null && !isAddress(endpoint)) {
            throw new IllegalArgumentException(
                    "an endpoint is http://HOST:PORT/v1/traces, or https, without a login or a key in it");
        }
        if (!(sample >= 0 && sample <= 1)) {
            throw new IllegalArgumentException("sample is 0 to 1, not " + sample);
        }
        headers = Map.copyOf(headers);
    }

    private static boolean isAddress(String endpoint) {
        try {
            URI uri = URI.create(endpoint);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    /** Names the headers but not their values, which may be secret. */
    @Override
    public String toString() {
        return "TraceSettings[" + endpoint + ", " + sample + ", headers " + headers.keySet() + "]";
    }
}
