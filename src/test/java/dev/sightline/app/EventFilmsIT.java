package dev.sightline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sightline.alert.Alert;
import dev.sightline.config.ConfigReader;
import dev.sightline.config.SightlineConfig;
import dev.sightline.frame.Frame;
import dev.sightline.frame.SourceAddress;
import dev.sightline.simulate.RtspServer;
import dev.sightline.stream.KafkaSettings;
import dev.sightline.stream.TopicTail;
import dev.sightline.stream.TopicTail.Subscription;
import dev.sightline.video.H264Film;
import dev.sightline.video.VideoSource;
import dev.sightline.video.VideoWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two films with known events, from RTSP to alerts: each event is alerted once and nothing else is. The films are played
 * once here, though the server plays them in a loop: alerts after their end do not count.
 */
@Timeout(300)
class EventFilmsIT {
    private static final Path FILMS = Path.of(System.getProperty("shared.folder", "../shared"), "data/video");

    /** From events.json, in frames from 1, with the film's frames a second. */
    private static final double HALL_FPS = 10;

    private static final List<Event> HALL = List.of(
            new Event(61, 203),
            new Event(228, 453),
            new Event(503, 705),
            new Event(746, 874),
            new Event(922, 1206),
            new Event(1235, 1366));
    private static final double ROAD_FPS = 12.5;
    private static final List<Event> ROAD =
            List.of(new Event(56, 113), new Event(179, 232), new Event(188, 241), new Event(315, 350));
    private static final Duration LENGTH = Duration.ofMillis(139_400);
    private static final double ROAD_SECONDS = 377 / ROAD_FPS;

    @TempDir
    Path folder;

    private final List<Alert> alerts = new CopyOnWriteArrayList<>();
    private final Map<String, Instant> begun = new ConcurrentHashMap<>();

    private record Event(int from, int to) {}

    @Test
    void alertsOncePerEvent() throws Exception {
        assumeTrue(Boolean.getBoolean("event.films"), "takes two minutes and two idle cores: -Devent.films=true");
        assumeTrue(Files.isDirectory(FILMS), "the films are not at " + FILMS);
        try (RtspServer server = RtspServer.builder(Clock.systemUTC()).stream(
                        "hall", playable("one-by-one-person-detection.mp4", HALL_FPS))
                .stream("road", playable("car-detection.mp4", ROAD_FPS))
                .start()) {
            SightlineConfig config = new ConfigReader(Map.of()).read(file(server));
            try (Application application = Application.start(config, Clock.systemUTC(), this::raised);
                    TopicTail tail = frames(application, config)) {
                await().atMost(Duration.ofSeconds(60)).until(() -> begun.size() == 2);
                Instant end = Objects.requireNonNull(begun.get("hall")).plus(LENGTH);
                await().atMost(LENGTH.plusSeconds(30))
                        .until(() -> tail.running() && Instant.now().isAfter(end));
            }
        }
        assertThat(frames("hall", HALL_FPS, LENGTH.toMillis() / 1e3))
                .as("persons present, one for each of %s", HALL)
                .satisfies(frames -> assertOneEach(frames, HALL));
        assertThat(frames("road", ROAD_FPS, ROAD_SECONDS))
                .as("cars over the line, one for each of %s", ROAD)
                .satisfies(frames -> assertOneEach(frames, ROAD));
    }

    /** The film written anew, as cameras send no B frames. */
    private H264Film playable(String name, double fps) throws Exception {
        Path copy = folder.resolve(name);
        try (var film = VideoSource.open(
                SourceAddress.parse(FILMS.resolve(name).toRealPath().toString()))) {
            try (var writer = new VideoWriter(copy, film.format().size(), fps)) {
                for (var frame = film.next(); frame != null; frame = film.next()) {
                    writer.write(frame.image(film.format().size().width()));
                }
            }
        }
        return H264Film.read(copy);
    }

    private Path file(RtspServer server) throws Exception {
        return Files.writeString(folder.resolve("sightline.yaml"), """
                data: %s
                roles: [ingest, detect, analyze]
                broker: {port: 0}
                track:
                  # Seen from above, the model takes cars for phones.
                  lookAlikes: [[car, truck, bus, cell phone]]
                cameras:
                  - {id: hall, url: "%s"}
                  - id: road
                    url: "%s"
                    # The third car is in good sight for half a second.
                    framesPerSecond: 12.5
                    lines:
                      - {name: gate, points: [[0, 0.6], [0.38, 0.6], [0.38, 0.33], [1, 0.33]]}
                rules:
                  - {id: person-present, camera: hall, presence: {}, cooldown: 0s}
                  - id: car-crosses
                    camera: road
                    labels: [car, truck, bus, cell phone]
                    anchor: center
                    crossing: {line: gate, direction: any}
                    cooldown: 0s
                """.formatted(
                        folder.resolve("data"), server.url("hall"), server.url("road")));
    }

    private void raised(Alert alert) {
        if (alert.kind() == Alert.Kind.RAISED) {
            alerts.add(alert);
        }
    }

    /** Writes down when each camera's first frame came. */
    private TopicTail frames(Application application, SightlineConfig config) {
        var kafka = new KafkaSettings(application.bootstrapServers(), config.stream());
        return TopicTail.start(
                kafka, List.of(Subscription.to(kafka.topics().frames(), Integer.MAX_VALUE, this::first)));
    }

    private void first(Frame frame) {
        begun.merge(frame.id().camera(), frame.receivedAt(), (known, next) -> known.isBefore(next) ? known : next);
    }

    /** The film's frames at which a camera's alerts were raised while the film was played first. */
    private List<Long> frames(String camera, double fps, double seconds) {
        return alerts.stream()
                .filter(alert -> alert.camera().equals(camera))
                .map(alert -> Duration.between(begun.get(camera), alert.at()).toMillis() / 1e3)
                .filter(second -> second < seconds)
                .map(second -> 1 + Math.round(second * fps))
                .toList();
    }

    /** Alerts come in the order of the events; an alert may be some frames late, but not later than its event. */
    private static void assertOneEach(List<? extends Long> frames, List<Event> events) {
        assertThat(frames).hasSameSizeAs(events);
        for (int i = 0; i < events.size(); i++) {
            assertThat(frames.get(i))
                    .isBetween(
                            (long) events.get(i).from() - 5,
                            (long) events.get(i).to() + 5);
        }
    }
}
