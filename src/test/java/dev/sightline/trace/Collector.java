package dev.sightline.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Takes traces by OTLP over HTTP, and reads them by the field numbers of opentelemetry/proto/trace/v1/trace.proto. */
public final class Collector implements AutoCloseable {
    /**
     * A span as it was told.
     *
     * @param notes its attributes that are texts or integers, as texts
     * @param nanos how long it took
     * @param status 0 unset, 2 error
     */
    public record Span(
            String trace,
            String id,
            String parent,
            String name,
            Map<String, String> notes,
            List<String> events,
            long nanos,
            long status) {}

    private final HttpServer server;
    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private volatile int answer = 200;

    /** A collector at a free port of this machine. */
    public Collector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    /** Where it takes traces. */
    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
    }

    /** What was told so far. */
    public List<Span> spans() {
        return List.copyOf(spans);
    }

    /** Of each span without a successor the names of the steps that led to it, and its own. */
    public List<List<String>> ways() {
        Map<String, Span> byId = spans.stream().collect(Collectors.toMap(Span::id, span -> span));
        return byId.values().stream()
                .filter(span ->
                        byId.values().stream().noneMatch(other -> other.parent().equals(span.id())))
                .map(span -> way(span, byId))
                .toList();
    }

    private static List<String> way(Span span, Map<String, Span> byId) {
        Span before = byId.get(span.parent());
        List<String> way = before == null ? new ArrayList<>() : way(before, byId);
        way.add(span.name());
        return way;
    }

    /** The key in the header {@code authorization} of each request. */
    List<String> keys() {
        return List.copyOf(keys);
    }

    void answer(int status) {
        answer = status;
    }

    private void take(HttpExchange exchange) throws IOException {
        keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("authorization")));
        boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        try (var body = zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
            UnknownFieldSet request = UnknownFieldSet.parseFrom(body.readAllBytes());
            if (answer == 200) {
                children(request, 1)
                        .flatMap(resource -> children(resource, 2))
                        .flatMap(scope -> children(scope, 2))
                        .forEach(span -> spans.add(span(span)));
            }
        }
        exchange.sendResponseHeaders(answer, -1);
        exchange.close();
    }

    private static Span span(UnknownFieldSet span) {
        return new Span(
                hex(span, 1),
                hex(span, 2),
                hex(span, 4),
                text(span, 5),
                children(span, 9).collect(Collectors.toMap(note -> text(note, 1), Collector::value)),
                children(span, 11).map(event -> text(event, 2)).toList(),
                span.getField(8).getFixed64List().get(0)
                        - span.getField(7).getFixed64List().get(0),
                children(span, 15)
                        .flatMap(status -> status.getField(3).getVarintList().stream())
                        .findFirst()
                        .orElse(0L));
    }

    private static String value(UnknownFieldSet note) {
        UnknownFieldSet value = children(note, 2).findFirst().orElseThrow();
        Field number = value.getField(3);
        return number.getVarintList().isEmpty()
                ? text(value, 1)
                : number.getVarintList().get(0).toString();
    }

    private static Stream<UnknownFieldSet> children(UnknownFieldSet parent, int number) {
        return parent.getField(number).getLengthDelimitedList().stream().map(bytes -> {
            try {
                return UnknownFieldSet.parseFrom(bytes);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static ByteString bytes(UnknownFieldSet parent, int number) {
        return parent.getField(number).getLengthDelimitedList().stream()
                .findFirst()
                .orElse(ByteString.EMPTY);
    }

    private static String text(UnknownFieldSet parent, int number) {
        return bytes(parent, number).toString(UTF_8);
    }

    private static String hex(UnknownFieldSet parent, int number) {
        return HexFormat.of().formatHex(bytes(parent, number).toByteArray());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
