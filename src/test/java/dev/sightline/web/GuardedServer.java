package dev.sightline.web;

import dev.sightline.access.AccessRole;
import dev.sightline.access.AccessSettings;
import dev.sightline.access.Token;
import dev.sightline.access.Visitor;
import dev.sightline.geometry.BoundingBox;
import java.awt.Color;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A started server that asks for tokens, with two cameras that each have a picture and an alert. */
final class GuardedServer implements AutoCloseable {
    static final String OWN = "gate";
    static final String FOREIGN = "yard";

    private static final BoundingBox BOX = new BoundingBox(0.25, 0.25, 0.5, 0.75);

    final LiveView view = new LiveView();
    final HomeAndAway profiles = new HomeAndAway();
    private final HttpClient client = HttpClient.newHttpClient();
    private final WebServer server;

    /** Who asks; the first two and the operator see {@link #OWN} only. */
    enum Who {
        NONE(AccessRole.VIEWER, OWN),
        VIEWER(AccessRole.VIEWER, OWN),
        OPERATOR(AccessRole.OPERATOR, OWN),
        ALL_SEEING(AccessRole.VIEWER, Visitor.EVERY_CAMERA),
        ADMIN(AccessRole.ADMIN, Visitor.EVERY_CAMERA);

        private final AccessRole role;
        private final String camera;

        Who(AccessRole role, String camera) {
            this.role = role;
            this.camera = camera;
        }

        /** What opens the door for them; that of {@link #NONE} does not. */
        String token() {
            return "a-token-that-is-long-enough." + name();
        }

        private Token known() {
            return Token.of(token(), new Visitor(name(), role, Set.of(camera), Instant.MAX));
        }
    }

    GuardedServer() {
        this(null, InstantSource.system());
    }

    GuardedServer(@Nullable String origin, InstantSource clock) {
        List<Token> tokens = Arrays.stream(Who.values())
                .filter(who -> who != Who.NONE)
                .map(Who::known)
                .toList();
        server = new WebServer(
                new WebSettings("127.0.0.1", 0, origin, new AccessSettings(tokens, null)),
                view,
                Map.of(OWN, List.of(), FOREIGN, List.of()),
                () -> "sightline_alerts_total 1.0\n",
                List::of,
                clock);
        for (String camera : List.of(OWN, FOREIGN)) {
            view.frame(Samples.frame(camera, 7, Samples.jpeg(Color.BLUE)));
            view.detections(Samples.detections(camera, 7, Samples.person(0.83, BOX)));
            view.alert(Samples.alert(alert(camera), camera, 7, BOX));
        }
        server.start(profiles);
    }

    static String alert(String camera) {
        return "alert-of-" + camera;
    }

    int port() {
        return server.port();
    }

    /** A request that has no headers yet. */
    HttpRequest.Builder request(String method, String path, String body) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
                .timeout(Duration.ofSeconds(10))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
    }

    HttpRequest.Builder get(String path) {
        return request("GET", path, "");
    }

    <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> body)
            throws IOException, InterruptedException {
        return client.send(request.build(), body);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return send(request, BodyHandlers.ofString());
    }

    HttpResponse<String> login(String token) throws IOException, InterruptedException {
        return send(request("POST", "/api/session", token).header("X-Sightline", "1"));
    }

    /** The cookie of a new login, as a browser would send it. */
    String cookie(Who who) throws IOException, InterruptedException {
        return login(who.token())
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .replaceFirst(";.*", "");
    }

    @Override
    public void close() {
        server.close();
    }

    /** Two profiles. */
    static final class HomeAndAway implements Profiles {
        private volatile String on = "home";

        @Override
        public List<String> names() {
            return List.of("home", "away");
        }

        @Override
        public String on() {
            return on;
        }

        @Override
        public void switchTo(String name) {
            on = name;
        }
    }
}
