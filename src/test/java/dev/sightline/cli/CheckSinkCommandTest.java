package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CheckSinkCommandTest {
    @TempDir
    Path folder;

    @Test
    void deliversAnAlertThatSaysItIsATest() throws Exception {
        List<String> bodies = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            String hook = "{id: hook, type: webhook, url: 'http://127.0.0.1:%d/', allowPrivate: true}"
                    .formatted(server.getAddress().getPort());
            Session session =
                    check("data: %s\nsinks: [%s, {id: file, type: file, path: a.jsonl}]".formatted(folder, hook));
            assertThat(session)
                    .isEqualTo(new Session(
                            0,
                            List.of("sink hook: a test alert was delivered", "sink file: a test alert was delivered"),
                            List.of()));
            assertThat(bodies).singleElement().asString().contains("this is a test");
            assertThat(folder.resolve("a.jsonl")).content().contains("\"rule\":\"test\"");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void saysWhatIsWrongInOneLine() throws Exception {
        Session session = check("sinks: [{id: hook, type: webhook, url: 'http://localhost:1/t0psecret'}]", "hook");
        assertThat(session)
                .isEqualTo(
                        new Session(
                                1,
                                List.of(),
                                List.of(
                                        "sightline: sink hook: http://localhost:1 is not connected to: localhost is at a private,"
                                                + " local or reserved address; if it is meant, name the host in allowedHosts")));
    }

    @Test
    void namesTheSinksThatThereAre() throws Exception {
        Session session = check("sinks: [{id: hook, type: log}]", "hok");
        assertThat(session.code()).isEqualTo(2);
        assertThat(session.err().get(0)).contains("there is no sink 'hok'").contains("it has hook");
        assertThat(check("data: data").err().get(0)).contains("has no sinks; add one");
    }

    private Session check(String yaml, Object... id) throws IOException {
        Path file = Files.writeString(folder.resolve("sightline.yaml"), yaml);
        return id.length == 0
                ? Session.of("check", "sink", "--config", file)
                : Session.of("check", "sink", "--config", file, id[0]);
    }
}
