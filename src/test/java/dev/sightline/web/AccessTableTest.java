package dev.sightline.web;

import static dev.sightline.web.GuardedServer.FOREIGN;
import static dev.sightline.web.GuardedServer.OWN;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.camera.CameraStatus.State;
import dev.sightline.web.GuardedServer.Who;
import dev.sightline.web.Route.About;
import io.javalin.Javalin;
import io.javalin.http.HandlerType;
import io.javalin.security.Roles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route, asked by everyone for a camera of theirs and for a foreign one, with a token and with a cookie. */
class AccessTableTest {
    /** The status of the answer for the own camera and for the foreign one; a minus: 200 without that camera. */
    private static final Map<String, List<String>> EXPECTED = """
            #           NONE     VIEWER   OPERATOR ALL_SEEING ADMIN
            FILES       200 200  200 200  200 200  200 200  200 200
            LOGIN       401 401  204 204  204 204  204 204  204 204
            WHO         401 401  200 200  200 200  200 200  200 200
            LOGOUT      401 401  204 204  204 204  204 204  204 204
            CAMERAS     401 401  200 -    200 -    200 200  200 200
            LATEST      401 401  200 403  200 403  200 200  200 200
            FRAME       401 401  200 403  200 403  200 200  200 200
            ALERTS      401 401  200 -    200 -    200 200  200 200
            EVIDENCE    401 401  200 404  200 404  200 200  200 200
            EVENTS      401 401  200 -    200 -    200 200  200 200
            PROFILE     401 401  200 200  200 200  200 200  200 200
            SWITCH      401 401  403 403  204 204  403 403  204 204
            LIVE        200 200  200 200  200 200  200 200  200 200
            HEALTH      401 401  200 200  200 200  200 200  200 200
            READY       200 200  200 200  200 200  200 200  200 200
            METRICS     401 401  403 403  403 403  200 200  200 200
            """.lines()
            .filter(line -> !line.startsWith("#"))
            .map(line -> Arrays.asList(line.split(" +", -1)))
            .collect(toMap(row -> row.get(0), row -> row.subList(1, row.size())));

    private static final Map<String, String> SEEN = new TreeMap<>();

    private static GuardedServer server;

    @BeforeAll
    static void start() {
        server = new GuardedServer();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        String rows = Arrays.stream(Route.values())
                .map(route -> "| %s | %s | %s |"
                        .formatted(
                                route.method(),
                                route.path(),
                                cells(route)
                                        .map(cell -> SEEN.getOrDefault(key(cell), "not asked"))
                                        .collect(joining(" | "))))
                .collect(joining("\n"));
        String heads = cells(Route.LIVE)
                .map(cell -> cell.get()[1] + " " + cell.get()[2])
                .collect(joining(" | "));
        Files.writeString(
                Path.of("target/access-table.md"),
                "| | | " + heads + " |\n|---".concat("|---".repeat(11)) + "|\n" + rows + "\n");
    }

    static Stream<Arguments> cells() {
        return Arrays.stream(Route.values()).flatMap(AccessTableTest::cells);
    }

    private static Stream<Arguments> cells(Route route) {
        return Arrays.stream(Who.values())
                .flatMap(who -> Stream.of(OWN, FOREIGN).map(camera -> Arguments.of(route, who, camera)));
    }

    private static String key(Arguments cell) {
        return cell.get()[0] + " " + cell.get()[1] + " " + cell.get()[2];
    }

    @ParameterizedTest
    @MethodSource("cells")
    void answersOnlyWhomItIsFor(Route route, Who who, String camera) throws Exception {
        List<String> row = EXPECTED.getOrDefault(route.name(), List.of());
        assertThat(row).as("every route has a row").hasSize(2 * Who.values().length);
        int column = 2 * Arrays.asList(Who.values()).indexOf(who);
        String expected = row.get(camera.equals(OWN) ? column : column + 1);
        assertThat(outcome(route, camera, who, false)).as("by token").isEqualTo(expected);
        assertThat(outcome(route, camera, who, true)).as("by cookie").isEqualTo(expected);
        SEEN.put(route + " " + who + " " + camera, expected);
    }

    private static String outcome(Route route, String camera, Who who, boolean byCookie) throws Exception {
        var request = server.request(route.method(), path(route, camera), route == Route.LOGIN ? who.token() : "");
        if (route.changes()) {
            request.header("X-Sightline", "1");
        }
        if (who != Who.NONE && byCookie) {
            request.header("Cookie", server.cookie(who));
        } else if (who != Who.NONE) {
            request.header("Authorization", "Bearer " + who.token());
        }
        if (route == Route.EVENTS) {
            return events(request, camera);
        }
        HttpResponse<String> response = server.send(request);
        boolean list = route.about() == About.OWN_CAMERAS && route != Route.EVIDENCE;
        boolean hidden =
                response.statusCode() == 200 && list && !response.body().contains(camera);
        return hidden ? "-" : String.valueOf(response.statusCode());
    }

    private static String path(Route route, String camera) {
        return route.path()
                .replace("/*", "/app.js")
                .replace("{camera}", camera)
                .replace("{epoch}-{sequence}", Samples.EPOCH + "-7")
                .replace("{alert}", GuardedServer.alert(camera))
                .replace("{name}", "away");
    }

    /** Publishes an event of the camera and then one that everybody sees, which ends the reading. */
    private static String events(HttpRequest.Builder request, String camera) throws Exception {
        HttpResponse<InputStream> response = server.send(request, BodyHandlers.ofInputStream());
        try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            if (response.statusCode() != 200) {
                return String.valueOf(response.statusCode());
            }
            until(lines, "event: time");
            server.view.status(Samples.status(camera, State.CONNECTED, Samples.START, "first"));
            server.view.status(Samples.status(OWN, State.CONNECTED, Samples.START, "last"));
            return until(lines, "last").contains("first") ? "200" : "-";
        }
    }

    private static String until(BufferedReader lines, String end) throws IOException {
        var read = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            read.append(line);
            if (line.contains(end)) {
                return read.toString();
            }
        }
        throw new IOException("the events ended before " + end);
    }

    @Test
    void answersTheSameForAForeignCameraAsForNone() throws Exception {
        for (String path :
                List.of("/api/cameras/%s/latest.jpg", "/api/cameras/%s/frames/1-1.jpg", "/api/alerts/%s.jpg")) {
            boolean alert = path.contains("alerts");
            var foreign = asViewer(path.formatted(alert ? GuardedServer.alert(FOREIGN) : FOREIGN));
            var unknown = asViewer(path.formatted("no-such"));
            assertThat(foreign.statusCode()).as(path).isIn(403, 404).isEqualTo(unknown.statusCode());
            assertThat(foreign.body()).as(path).isEqualTo(unknown.body());
            assertThat(foreign.headers().map().keySet())
                    .as(path)
                    .isEqualTo(unknown.headers().map().keySet());
        }
    }

    private static HttpResponse<String> asViewer(String path) throws IOException, InterruptedException {
        return server.send(server.get(path).header("Authorization", "Bearer " + Who.VIEWER.token()));
    }

    @Test
    void hasNoHandlerThatIsNoRoute() {
        try (var fresh = new WebServer(
                new WebSettings("127.0.0.1", 0),
                new LiveView(),
                Map.of(),
                () -> "",
                List::of,
                InstantSource.system())) {
            var javalin = Javalin.create(config -> fresh.configure(config, new GuardedServer.HomeAndAway()));
            var handlers = javalin.unsafe.internalRouter.allHttpHandlers().stream()
                    .map(handler -> handler.endpoint)
                    .filter(endpoint -> endpoint.method.isHttpMethod())
                    .toList();
            assertThat(handlers).allSatisfy(endpoint -> {
                var roles = Objects.requireNonNull(endpoint.metadata(Roles.class), endpoint.path);
                assertThat(roles.getRoles()).singleElement().isInstanceOfSatisfying(Route.class, route -> {
                    assertThat(route.path()).isEqualTo(endpoint.path);
                    assertThat(route.method()).isEqualTo(endpoint.method.name());
                });
            });
            assertThat(handlers).hasSize(Route.values().length - 1);
            assertThat(javalin.unsafe.internalRouter.allWsHandlers()).isEmpty();
        }
    }

    @Test
    void turnsAwayWhatWasRegisteredWithoutARoute() throws Exception {
        try (var fresh = new WebServer(
                new WebSettings("127.0.0.1", 0),
                new LiveView(),
                Map.of(),
                () -> "",
                List::of,
                InstantSource.system())) {
            var javalin = Javalin.create(config -> {
                fresh.configure(config, new GuardedServer.HomeAndAway());
                config.routes.addHttpHandler(HandlerType.GET, "/api/secret", ctx -> ctx.result("secret"));
            });
            javalin.start("127.0.0.1", 0);
            try {
                var request = HttpRequest.newBuilder(URI.create("http://localhost:" + javalin.port() + "/api/secret"));
                var response = server.send(request);
                assertThat(response.statusCode()).isEqualTo(403);
                assertThat(response.body()).doesNotContain("secret");
            } finally {
                javalin.stop();
            }
        }
    }
}
