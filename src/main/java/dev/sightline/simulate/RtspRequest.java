package dev.sightline.simulate;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request of RTSP/1.0 (RFC 2326, 6).
 *
 * @param method in capital letters
 * @param uri as sent
 * @param headers by name in small letters
 */
record RtspRequest(String method, String uri, Map<String, String> headers) {
    private static final int LONGEST_LINE = 4096;
    private static final int MOST_HEADERS = 64;
    private static final int LARGEST_BODY = 65_536;

    RtspRequest {
        headers = Map.copyOf(headers);
    }

    /**
     * Waits for a request. Interleaved packets of the client (RFC 2326, 10.12) and bodies are skipped.
     *
     * @return null if the connection ended
     * @throws ProtocolException if what arrives is not RTSP or exceeds a bound
     */
    static @Nullable RtspRequest read(InputStream in) throws IOException {
        int first = in.read();
        while (first == '$' || first == '\r' || first == '\n') {
            if (first == '$') {
                in.skipNBytes(1);
                in.skipNBytes((in.read() << 8) | in.read());
            }
            first = in.read();
        }
        if (first < 0) {
            return null;
        }
        String[] words = ((char) first + line(in)).split(" ", 4);
        if (words.length != 3 || !words[2].startsWith("RTSP/1.")) {
            throw new ProtocolException("not an RTSP request");
        }
        Map<String, String> headers = headers(in);
        in.skipNBytes(bodyLength(headers));
        return new RtspRequest(words[0].toUpperCase(Locale.ROOT), words[1], headers);
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon < 1 || headers.size() == MOST_HEADERS) {
                throw new ProtocolException("bad or too many headers");
            }
            headers.put(
                    line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static int bodyLength(Map<String, String> headers) throws ProtocolException {
        String length = headers.getOrDefault("content-length", "0");
        if (!length.matches("\\d{1,5}") || Integer.parseInt(length) > LARGEST_BODY) {
            throw new ProtocolException("the body is too long");
        }
        return Integer.parseInt(length);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.length() == LONGEST_LINE) {
                throw new ProtocolException("a line is cut off or too long");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /** A header's value, empty when it is missing. */
    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The stream that the request is about: the first part of the address's path, or empty. */
    String stream() {
        String path = uri.replaceFirst("^[a-zA-Z]+://[^/]*/?", "").replaceFirst("[?#].*$", "");
        return path.replaceFirst("/?(trackID=0)?/?$", "");
    }
}
