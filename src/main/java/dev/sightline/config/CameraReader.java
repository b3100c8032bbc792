package dev.sightline.config;

import dev.sightline.camera.CameraSettings;
import dev.sightline.detect.ObjectMask;
import dev.sightline.detect.Tiling;
import dev.sightline.frame.CameraId;
import dev.sightline.frame.SourceAddress;
import dev.sightline.frame.SourceAddress.Transport;
import dev.sightline.geometry.Line;
import dev.sightline.geometry.Point;
import dev.sightline.geometry.Polygon;
import dev.sightline.geometry.Zone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads cameras with what is marked in their pictures, and remembers it for the rules that name it. */
final class CameraReader {
    private static final Duration MIN_TIMEOUT = Duration.ofMillis(500);
    private static final Duration MAX_TIMEOUT = Duration.ofMinutes(1);

    private static final String STAND_IN = "stand-in";
    private static final SourceAddress ADDRESS_STAND_IN = SourceAddress.parse("rtsp://stand-in/");

    /** Take the place of what cannot be read. */
    private static final Polygon POLYGON_STAND_IN =
            new Polygon(List.of(new Point(0, 0), new Point(1, 0), new Point(1, 1), new Point(0, 1)));

    private static final List<Point> LINE_STAND_IN = List.of(new Point(0, 0), new Point(1, 1));

    private final Films films;
    private final Names names = new Names("camera");
    private final Map<String, Marked> marked = new LinkedHashMap<>();

    /** What is marked in the pictures of one camera, under which names. */
    private record Marked(
            Names zoneNames, List<Zone> zones, Names lineNames, List<Line> lines, List<ObjectMask> objectMasks) {
        static Marked nothing() {
            return new Marked(
                    new Names("zone"), new ArrayList<>(), new Names("line"), new ArrayList<>(), new ArrayList<>());
        }
    }

    private final Map<String, Tiling> tiles = new LinkedHashMap<>();

    CameraReader(Films films) {
        this.films = films;
    }

    CameraSettings read(Section section) {
        String id = id(section.required("id", "a name for the camera, such as door"));
        CameraSettings usual = CameraSettings.of(id, address(section));
        Marked here = marked.computeIfAbsent(id, camera -> Marked.nothing());
        here.zones.addAll(section.each("zones", zone -> zone(zone, here.zoneNames)));
        here.lines.addAll(section.each("lines", line -> line(line, here.lineNames)));
        here.objectMasks.addAll(section.each("objectMasks", CameraReader::objectMask));
        Value value = section.find("tiles");
        Tiling tiling = value == null ? null : tiling(value);
        if (tiling != null) {
            tiles.put(id, tiling);
        }
        CameraSettings masked = usual.withPrivacyMasks(section.each("privacyMasks", CameraReader::privacyMask));
        return section.set(masked, "id", "address", "privacyMasks");
    }

    /** What is marked, by camera id; every camera has its markings, if only empty ones. */
    Map<String, Markings> markings() {
        Map<String, Markings> markings = new LinkedHashMap<>();
        marked.forEach(
                (id, all) -> markings.put(id, new Markings(all.zones, all.lines, all.objectMasks, tiles.get(id))));
        return markings;
    }

    /** Whether there are cameras; a process that only serves the page may know none. */
    boolean any() {
        return !marked.isEmpty();
    }

    /** The ids of all cameras, in order. */
    List<String> ids() {
        return List.copyOf(marked.keySet());
    }

    /** The id of a camera that {@code value} refers to, or null after reporting that there is none. */
    @Nullable
    String findCamera(Value value) {
        return names.find(value);
    }

    /** The zone of that camera that {@code value} refers to, or null after reporting that there is none. */
    @Nullable
    Zone findZone(String camera, Value value) {
        Marked here = marked.getOrDefault(camera, Marked.nothing());
        String name = here.zoneNames.find(value, "of camera " + camera);
        return here.zones.stream()
                .filter(zone -> zone.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** The line of that camera that {@code value} refers to, or null after reporting that there is none. */
    @Nullable
    Line findLine(String camera, Value value) {
        Marked here = marked.getOrDefault(camera, Marked.nothing());
        String name = here.lineNames.find(value, "of camera " + camera);
        return here.lines.stream()
                .filter(line -> line.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static String orStandIn(@Nullable String name) {
        return name == null ? STAND_IN : name;
    }

    private String id(@Nullable Value value) {
        String name = value == null ? null : names.give(value);
        String id = value == null || name == null ? null : value.accepted(() -> CameraId.check(name));
        return orStandIn(id);
    }

    private SourceAddress address(Section section) {
        Value url = section.required("url", "the camera's address, such as rtsp://192.168.1.20/stream1");
        SourceAddress address = url == null ? ADDRESS_STAND_IN : location(url);
        return login(section, address)
                .withTransport(section.read("transport", Transport.TCP, value -> value.choice(Transport.class)))
                .withTimeout(section.read("timeout", address.timeout(), CameraReader::timeout));
    }

    private SourceAddress location(Value url) {
        String text = url.text();
        if (text == null) {
            return ADDRESS_STAND_IN;
        }
        try {
            SourceAddress address = SourceAddress.parse(text);
            String password = address.secretPassword();
            if (password != null && !password.isEmpty()) {
                url.textAroundSecret();
            }
            return address.isFile() ? films.address(address.location()) : address;
        } catch (IllegalArgumentException invalid) {
            url.wrong(String.valueOf(invalid.getMessage()));
            return ADDRESS_STAND_IN;
        }
    }

    private static SourceAddress login(Section section, SourceAddress address) {
        Value user = section.find("user");
        Value password = section.find("password");
        if (user == null && password == null) {
            return address;
        }
        if (user == null || password == null) {
            section.wrong("user and password go together; add the one that is missing ('' if it is empty)");
            return address;
        }
        if (address.user() != null) {
            user.wrong("the url holds a login as well; remove it there");
        }
        String name = user.text();
        String secret = password.secret();
        return name == null || secret == null ? address : address.withLogin(name, secret);
    }

    private static @Nullable Duration timeout(Value value) {
        Duration timeout = value.duration();
        if (timeout != null && (timeout.compareTo(MIN_TIMEOUT) < 0 || timeout.compareTo(MAX_TIMEOUT) > 0)) {
            value.wrong("is 500 ms to 1 min, not " + value.written());
            return null;
        }
        return timeout;
    }

    private static @Nullable Tiling tiling(Value value) {
        String text = value.text();
        return text == null ? null : value.accepted(() -> Tiling.parse(text));
    }

    private static @Nullable Zone zone(Section section, Names names) {
        Value value = section.required("name", "a name for the zone, such as entrance");
        String name = value == null ? null : names.give(value);
        Value points = section.required("points", "the zone's corners, such as [[0, 0], [1, 0], [1, 1]]");
        Polygon outline = points == null ? null : outline(points);
        Polygon polygon = outline == null ? POLYGON_STAND_IN : outline;
        return value == null || name == null ? null : value.accepted(() -> new Zone(name, polygon));
    }

    private static @Nullable Line line(Section section, Names names) {
        Value value = section.required("name", "a name for the line, such as gate");
        String name = value == null ? null : names.give(value);
        Value points = section.required("points", "the line's ends, such as [[0.1, 0.5], [0.9, 0.5]]");
        Line named = value == null || name == null ? null : value.accepted(() -> new Line(name, LINE_STAND_IN));
        List<Point> ends = points == null ? null : points.each(CameraReader::point);
        Line line = named == null || points == null || ends == null
                ? null
                : points.accepted(() -> new Line(named.name(), ends));
        return line == null ? named : line;
    }

    private static @Nullable Polygon privacyMask(Section section) {
        Value points = section.required("points", "the mask's corners, such as [[0, 0], [1, 0], [1, 1]]");
        return points == null ? null : outline(points);
    }

    private static @Nullable ObjectMask objectMask(Section section) {
        List<String> labels = section.read("labels", List.of(), Value::texts);
        Polygon polygon = privacyMask(section);
        return polygon == null ? null : new ObjectMask(polygon, Set.copyOf(labels));
    }

    private static @Nullable Polygon outline(Value points) {
        List<Point> corners = points.each(CameraReader::point);
        return corners == null ? null : points.accepted(() -> new Polygon(corners));
    }

    private static @Nullable Point point(Value corner) {
        if (!(corner.node() instanceof Node.Sequence pair) || pair.items().size() != 2) {
            corner.wrong("a corner is [x, y], fractions of the picture's width and height");
            return null;
        }
        List<Double> xy = corner.each(Value::decimal);
        return xy == null ? null : corner.accepted(() -> new Point(xy.get(0), xy.get(1)));
    }
}
