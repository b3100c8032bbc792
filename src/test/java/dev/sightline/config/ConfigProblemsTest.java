package dev.sightline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of files that are wrong: {@code FILE} is the file's own path. */
class ConfigProblemsTest {
    @TempDir
    Path folder;

    static Stream<Arguments> wrongSettings() {
        return Stream.of(
                arguments("web: {prot: 1}", "FILE:1: web.prot: is not a key; did you mean 'port'?"),
                arguments(
                        "web:\n  zzzzzz: 1",
                        "FILE:2: web.zzzzzz: is not a key; known here: access, oidc, host, port, origin"),
                arguments("web:\n  port: 80a", "FILE:2: web.port: must be a whole number, not '80a'"),
                arguments("web:\n  port: 70000", "FILE:2: web.port: a port is 0 to 65535, not 70000"),
                arguments("web:\n  port: [80]", "FILE:2: web.port: must be a text, not a list"),
                arguments("web: 8080", "FILE:1: web: must be a section, not a text"),
                arguments("\n\ndetect:\n  maxBatch: 0", "FILE:4: detect.maxBatch: is 1 to 256, not 0"),
                arguments(
                        "detect: {maxWait: 30}",
                        "FILE:1: detect.maxWait: must be a duration such as 500ms, 5s, 2m, 1h or 7d, not '30'"),
                arguments("model: {minScore: high}", "FILE:1: model.minScore: must be a number, not 'high'"),
                arguments("model: {minScore: .nan}", "FILE:1: model.minScore: must be a number, not '.nan'"),
                arguments("model: {allClasses: yes}", "FILE:1: model.allClasses: must be true or false, not 'yes'"),
                arguments(
                        "model: {engine: gpu}",
                        "FILE:1: model.engine: must be one of auto, tensorrt, cuda, cpu, not 'gpu'"),
                arguments(
                        "model: {precision: half}",
                        "FILE:1: model.precision: must be one of fp32, fp16, int8, not 'half'"),
                arguments(
                        "model: {devices: -1}",
                        "FILE:1: model.devices: is all, or numbers from 0 to 63 with commas between, each once"),
                arguments("roles: web", "FILE:1: roles: must be a list, not a text"),
                arguments("roles: []", "FILE:1: roles: at least one role is needed: ingest, detect, analyze or web"),
                arguments(
                        "roles:\n- web\n- wbe",
                        "FILE:3: roles[1]: must be one of ingest, detect, analyze, web, not 'wbe'"),
                arguments(
                        "kafka: {bootstrapServers: kafka}",
                        "FILE:1: kafka.bootstrapServers: Kafka servers are host:port, with commas between several"),
                arguments(
                        "kafka:\n  client:\n    a: b\n    c: [d]",
                        "FILE:4: kafka.client.c: must be a text, not a list"),
                arguments("web:\n  port: 1\n  port: 2", "FILE:3: web.port: is in line 2 already; remove one"),
                arguments(
                        "cameras:\n- id: a\n  url: rtsp://b/\n  tiles: 2by2",
                        "FILE:4: cameras[0].tiles: is columns x rows, such as 2x2, not '2by2'"),
                arguments(
                        "cameras:\n- {id: a, url: 'rtsp://b/', tiles: 5x4}",
                        "FILE:2: cameras[0].tiles: is 2 to 16 in all, not 5x4"),
                arguments("web: {port:80}", "FILE:1: web.…: is not a key; is there a blank after its colon?"),
                arguments(
                        "web:\n  host: ${NOBODY}",
                        "FILE:2: web.host: the environment variable NOBODY is not set; set it"),
                arguments(
                        "web:\n  host: ${file:/no/such}",
                        "FILE:2: web.host: there is no file /no/such; create it or change the path"),
                arguments(
                        "web:\n  host: a${b",
                        "FILE:2: web.host: has a '${' that starts neither ${NAME} nor ${file:PATH}; write $${ for the two"
                                + " characters themselves"));
    }

    static Stream<Arguments> wrongTexts() {
        return Stream.of(
                arguments("", "FILE: holds no settings; write some, or leave the file out"),
                arguments("# nothing\n", "FILE: holds no settings; write some, or leave the file out"),
                arguments("- a", "FILE: holds a list, not settings; write lines such as 'data: /var/lib/sightline'"),
                arguments("a\u0001b", "FILE: holds a control character, which YAML may not; save it as plain text"),
                arguments(
                        "data: a\n---\ndata: b",
                        "FILE:2: a second document starts here; a configuration is one, so remove the line '---'"),
                arguments("data: a\n? [b]\n: c", "FILE:2: a key must be a plain word; write it as key: value"),
                arguments(
                        "web:\n  host: \"a\n  port: 1\n",
                        "FILE:4: this is not YAML, from line 2 on: found unexpected end of stream; check indentation, colons"
                                + " and quotes"),
                arguments(
                        "data: &a b",
                        "FILE:1: aliases, anchors and tags are not used here; quote a text that starts with *, & or !"),
                arguments("a: " + "[".repeat(10_000), "FILE:1: sections and lists are nested more than 20 deep"),
                arguments(
                        "#".repeat(1_000_001),
                        "FILE: is larger than 1 MB, which no configuration is; name another file"));
    }

    @ParameterizedTest
    @MethodSource({"wrongSettings", "wrongTexts"})
    void namesKeyAndLineAndWhatToChange(String yaml, String expected) throws IOException {
        assertThat(problems(yaml)).containsExactly(expected);
    }

    @Test
    void reportsEverythingAboutCamerasAndRulesAtOnce() throws IOException {
        assertThat(problems("""
                cameras:
                  - id: door
                    url: rtsp://192.168.1.20/stream1
                    longSide: 5
                    zones:
                      - name: entrance
                        points: [[0, 0], [1, q],
                          [2], [1, 1]]
                      - {name: entrance, points: [[0, 0], [1, 0], [1, 3]]}
                  - id: door
                    url: ftp://camera/
                    transport: tls
                    timeout: 2m
                  - id: no blanks
                    url: ../film.mp4
                    user: admin
                  - 7
                  - id: yard
                    url: absent.mp4
                    stallTimeout: 1ms
                rules:
                  - {id: loiter, camera: dor, presence: {zone: entrance}, labels: [], minScore: 7}
                  - id: loiter
                    camera: door
                    presence: {zone: exit}
                    labels: person
                  - {}
                """)).containsExactly("""
                FILE:4: cameras[0].longSide: is 64 to 4096 pixels, not 5
                FILE:7: cameras[0].zones[0].points[1][1]: must be a number, not 'q'
                FILE:8: cameras[0].zones[0].points[2]: a corner is [x, y], fractions of the picture's width and height
                FILE:9: cameras[0].zones[1].name: the zone in line 6 has this name already; give this one another
                FILE:9: cameras[0].zones[1].points: corner (1.0, 3.0) is outside the picture; coordinates go from 0 to 1
                FILE:10: cameras[1].id: the camera in line 2 has this name already; give this one another
                FILE:11: cameras[1].url: an address starts with rtsp://, rtsps://, http://, https:// or file://, not with another scheme
                FILE:12: cameras[1].transport: must be one of tcp, udp, not 'tls'
                FILE:13: cameras[1].timeout: is 500 ms to 1 min, not 2m
                FILE:14: cameras[2].id: camera id 'no blanks' must be 1 to 63 letters, digits, '.', '_' or '-' and start with a letter or digit
                FILE:14: cameras[2]: user and password go together; add the one that is missing ('' if it is empty)
                FILE:15: cameras[2].url: this file is not below filmsFolder; move it there, or change filmsFolder
                FILE:17: cameras[3]: must be a section, not a text
                FILE:19: cameras[4].url: there is no such file below filmsFolder; correct the path, or begin the address with rtsp://
                FILE:20: cameras[4].stallTimeout: is 500 ms to 10 min, not PT0.001S
                FILE:22: rules[loiter].camera: there is no such camera; did you mean 'door'?
                FILE:22: rules[loiter].minScore: is 0 to 1, not 7
                FILE:23: rules[1].id: the rule in line 22 has this name already; give this one another
                FILE:25: rules[1].presence.zone: there is no such zone of camera door; known here: entrance
                FILE:26: rules[1].labels: must be a list, not a text
                FILE:27: rules[2].id: is missing; add a name for the rule, such as person-at-door
                FILE:27: rules[2]: needs camera or cameras; add one of them, such as camera: door, cameras: [door, yard] or cameras: all
                FILE:27: rules[2]: needs a condition, one of absence, all, any, cameraIs, count, crossing, direction, dwell, entry, exit, firstOfDay, leftBehind, loitering, near, not, presence, removed, sequence, speed
                """.lines().toArray(String[]::new));
    }

    @Test
    void saysWhatIsWrongWithTheFileItself() throws IOException {
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThat(problems(binary)).containsExactly(binary + ": is not text in UTF-8; save it as that");
        assertThat(problems(folder)).containsExactly(folder + ": is not a file; name the YAML file itself");
        Path absent = folder.resolve("absent.yaml");
        assertThat(problems(absent)).containsExactly(absent + ": there is no such file; correct the path");
    }

    @Test
    void saysThatAFileMayNotBeRead() throws IOException {
        Path file = Files.writeString(folder.resolve("closed.yaml"), "data: x");
        assumeTrue(file.toFile().setReadable(false) && !Files.isReadable(file), "this user may read everything");
        assertThat(problems(file)).containsExactly(file + ": cannot be read; check its permissions");
    }

    @Test
    void refusesAliasesInsteadOfMultiplyingThem() throws IOException {
        String bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n";
        assertThat(problems(bomb))
                .hasSize(3 + 3)
                .allMatch(line -> line.contains("aliases") || line.contains("not a key"));
    }

    @Test
    void refusesFilmsThatALinkLeadsOutOfTheFolder() throws IOException {
        Path films = Files.createDirectory(folder.resolve("films"));
        Path outside = Files.createFile(folder.resolve("outside.mp4"));
        Files.createSymbolicLink(films.resolve("link.mp4"), outside);
        assertThat(problems("filmsFolder: films\ncameras:\n  - {id: a, url: link.mp4}\n"))
                .containsExactly("FILE:3: cameras[0].url: this file is not below filmsFolder; move it there, or change"
                        + " filmsFolder");
    }

    @Test
    void saysWhatIsWrongWithMasks() throws Exception {
        assertThat(problems("""
                cameras:
                  - id: door
                    url: rtsp://192.168.1.20/stream1
                    privacyMasks:
                      - points: [[0, 0], [1, 1]]
                      - points: [[0, 0], [1, 1], [1, 0], [0, 0.5]]
                      - corners: [[0, 0], [1, 0], [1, 1]]
                    objectMasks:
                      - points: [[0, 0], [1, 0], [1, 1.5]]
                        label: [dog]
                """))
                .containsExactly(
                        "FILE:5: cameras[0].privacyMasks[0].points: a polygon needs 3 to 100 corners, not 2",
                        "FILE:6: cameras[0].privacyMasks[1].points: the polygon's edges cross; list the corners in order"
                                + " around it",
                        "FILE:7: cameras[0].privacyMasks[2].points: is missing; add the mask's corners, such as"
                                + " [[0, 0], [1, 0], [1, 1]]",
                        "FILE:7: cameras[0].privacyMasks[2].corners: is not a key; known here: points",
                        "FILE:9: cameras[0].objectMasks[0].points: corner (1.0, 1.5) is outside the picture;"
                                + " coordinates go from 0 to 1",
                        "FILE:10: cameras[0].objectMasks[0].label: is not a key; did you mean 'labels'?");
    }

    private List<String> problems(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("sightline.yaml"), yaml);
        return problems(file).stream()
                .map(line -> line.replace(file.toString(), "FILE"))
                .toList();
    }

    private static List<String> problems(Path file) {
        var found = new ArrayList<String>();
        assertThatThrownBy(() -> new ConfigReader(Map.of()).read(file))
                .isInstanceOfSatisfying(ConfigException.class, failure -> found.addAll(failure.problems()));
        return found;
    }
}
