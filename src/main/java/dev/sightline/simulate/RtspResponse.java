package dev.sightline.simulate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A response of RTSP/1.0 (RFC 2326, 7).
 *
 * @param headers whole lines
 */
record RtspResponse(int status, List<String> headers, String body) {
    private static final Map<Integer, String> REASONS = Map.of(
            200, "OK",
            400, "Bad Request",
            401, "Unauthorized",
            404, "Not Found",
            405, "Method Not Allowed",
            454, "Session Not Found",
            455, "Method Not Valid in This State",
            461, "Unsupported Transport",
            503, "Service Unavailable");

    RtspResponse {
        headers = List.copyOf(headers);
    }

    static RtspResponse status(int status) {
        return new RtspResponse(status, List.of(), "");
    }

    static RtspResponse ok(String... headers) {
        return new RtspResponse(200, List.of(headers), "");
    }

    RtspResponse with(String header) {
        List<String> more = new ArrayList<>(headers);
        more.add(header);
        return new RtspResponse(status, more, body);
    }

    /** The bytes to send in answer to the request with this {@code CSeq}. */
    byte[] bytes(String cseq) {
        StringBuilder text = new StringBuilder("RTSP/1.0 " + status + " " + REASONS.getOrDefault(status, "Error"));
        text.append("\r\nCSeq: ").append(cseq).append("\r\nServer: Sightline\r\n");
        headers.forEach(header -> text.append(header).append("\r\n"));
        if (!body.isEmpty()) {
            text.append("Content-Length: ")
                    .append(body.getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n");
        }
        return text.append("\r\n").append(body).toString().getBytes(StandardCharsets.UTF_8);
    }
}
