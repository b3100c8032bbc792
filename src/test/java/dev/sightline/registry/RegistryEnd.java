package dev.sightline.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.sightline.json.JsonObject;
import dev.sightline.json.JsonText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.apache.avro.Schema;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidatorBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A schema registry on loopback, as far as Confluent documents the API that is used here. It can be switched off and on, and
 * keeps its schemas meanwhile.
 */
public final class RegistryEnd implements AutoCloseable {
    /** What it was asked, as {@code METHOD /path}. */
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private final List<String> logins = new CopyOnWriteArrayList<>();
    private final List<String> schemas = new ArrayList<>();
    private final Map<String, List<Integer>> subjects = new LinkedHashMap<>();
    private final Map<String, String> compatibilities = new LinkedHashMap<>();
    private final @Nullable SSLContext tls;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile int failing;
    private int port;
    private @Nullable HttpServer server;

    private RegistryEnd(@Nullable SSLContext tls) {
        this.tls = tls;
    }

    /** Starts one. */
    public static RegistryEnd start() throws IOException {
        return start(null);
    }

    /** Starts one that speaks TLS, and only with clients whose certificate is believed. */
    static RegistryEnd start(@Nullable SSLContext tls) throws IOException {
        RegistryEnd end = new RegistryEnd(tls);
        end.switchOn();
        return end;
    }

    /** Listens on the same port as before. */
    public void switchOn() throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        HttpServer made = tls == null ? HttpServer.create(address, 0) : secured(tls, HttpsServer.create(address, 0));
        made.setExecutor(threads);
        made.createContext("/", this::handle);
        made.start();
        port = made.getAddress().getPort();
        server = made;
    }

    private static HttpServer secured(SSLContext context, HttpsServer made) {
        made.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters both = context.getDefaultSSLParameters();
                both.setNeedClientAuth(true);
                parameters.setSSLParameters(both);
            }
        });
        return made;
    }

    /** Refuses connections from now on. */
    public void switchOff() {
        if (server != null) {
            server.stop(0);
        }
    }

    /** Answers everything with this status; 0 for what is right. */
    void fail(int status) {
        failing = status;
    }

    /** Where it is. */
    public String url() {
        return (tls == null ? "http" : "https") + "://127.0.0.1:" + port;
    }

    /** What it was asked so far, as {@code METHOD /path}. */
    public List<String> requests() {
        return requests;
    }

    List<String> logins() {
        return logins;
    }

    /** The schema with an id. */
    public synchronized String schema(int id) {
        return schemas.get(id - 1);
    }

    /** Takes a schema without any check, and gives its id. */
    public synchronized int add(String subject, String schema) {
        if (!schemas.contains(schema)) {
            schemas.add(schema);
        }
        int id = schemas.indexOf(schema) + 1;
        subjects.computeIfAbsent(subject, absent -> new ArrayList<>()).add(id);
        return id;
    }

    /** All subjects. */
    public synchronized List<String> subjects() {
        return List.copyOf(subjects.keySet());
    }

    @Override
    public void close() {
        switchOff();
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        requests.add(exchange.getRequestMethod() + " " + path);
        logins.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        if (failing != 0) {
            exchange.getResponseHeaders().set("Location", url() + "/elsewhere");
            answer(exchange, failing, Map.of("error_code", failing, "message", "told to\nfail"));
            return;
        }
        answer(exchange, path.substring(1).split("/", -1), body);
    }

    private synchronized void answer(HttpExchange exchange, String[] path, byte[] body) throws IOException {
        String name = path[1];
        boolean post = exchange.getRequestMethod().equals("POST");
        if (path[0].equals("config")) {
            if (exchange.getRequestMethod().equals("PUT")) {
                compatibilities.put(name, JsonObject.parse("body", body).text("compatibility"));
                answer(exchange, 200, Map.of("compatibility", String.valueOf(compatibilities.get(name))));
            } else if (compatibilities.containsKey(name)) {
                answer(exchange, 200, Map.of("compatibilityLevel", String.valueOf(compatibilities.get(name))));
            } else {
                answer(exchange, 404, Map.of("error_code", 40408, "message", "not configured"));
            }
        } else if (path[0].equals("schemas")) {
            int id = Integer.parseInt(path[2]);
            if (id < 1 || id > schemas.size()) {
                answer(exchange, 404, Map.of("error_code", 40403, "message", "Schema not found"));
            } else {
                answer(exchange, 200, Map.of("schema", schemas.get(id - 1)));
            }
        } else if (post) {
            String schema = JsonObject.parse("body", body).text("schema");
            post(exchange, name, schema, path.length == 3);
        } else if (path.length == 3) {
            List<Integer> versions = new ArrayList<>();
            ids(name).forEach(id -> versions.add(versions.size() + 1));
            answer(exchange, 200, versions);
        } else {
            int id = ids(name).get(Integer.parseInt(path[3]) - 1);
            answer(exchange, 200, Map.of("subject", name, "id", id, "schema", schemas.get(id - 1)));
        }
    }

    private void post(HttpExchange exchange, String subject, String schema, boolean register) throws IOException {
        int known = schemas.indexOf(schema) + 1;
        if (ids(subject).contains(known)) {
            answer(exchange, 200, Map.of("id", known, "subject", subject));
        } else if (!register) {
            answer(exchange, 404, Map.of("error_code", 40403, "message", "Schema not found"));
        } else if (!isCompatible(subject, schema)) {
            answer(exchange, 409, Map.of("error_code", 409, "message", "incompatible with an earlier schema"));
        } else {
            answer(exchange, 200, Map.of("id", add(subject, schema)));
        }
    }

    private boolean isCompatible(String subject, String schema) {
        List<Schema> earlier = ids(subject).stream()
                .map(id -> new Schema.Parser().parse(schemas.get(id - 1)))
                .toList();
        try {
            if ("FULL_TRANSITIVE".equals(compatibilities.get(subject))) {
                new SchemaValidatorBuilder()
                        .mutualReadStrategy()
                        .validateAll()
                        .validate(new Schema.Parser().parse(schema), earlier);
            }
            return true;
        } catch (SchemaValidationException e) {
            return false;
        }
    }

    private List<Integer> ids(String subject) {
        return subjects.getOrDefault(subject, List.of());
    }

    private static void answer(HttpExchange exchange, int status, Object json) throws IOException {
        byte[] bytes = JsonText.line(json).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
