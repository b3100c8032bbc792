package dev.sightline.config;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.Event.ID;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * Makes a tree of a YAML text. Of YAML it takes what a configuration needs: one document of sections, lists and texts.
 * Anchors, aliases and tags are refused, which also leaves nothing that could grow beyond the text's own size.
 */
final class YamlTree {
    private static final int MAX_DEPTH = 20;
    private static final Set<String> NOTHING = Set.of("", "~", "null");

    private final Iterator<Event> events;
    private final Problems problems;

    private YamlTree(Iterator<Event> events, Problems problems) {
        this.events = events;
        this.problems = problems;
    }

    /**
     * The tree of {@code yaml}; what can be passed over is noted in {@code problems}.
     *
     * @throws ConfigException if the text cannot be read to its end
     */
    static Node parse(String yaml, Problems problems) throws ConfigException {
        try {
            return new YamlTree(new Yaml().parse(new StringReader(yaml)).iterator(), problems).document();
        } catch (MarkedYAMLException broken) {
            report(broken, problems);
        } catch (YAMLException unreadable) {
            problems.add("holds a control character, which YAML may not; save it as plain text");
        }
        throw problems.exception();
    }

    private Node document() throws ConfigException {
        expect(ID.StreamStart);
        if (events.next().is(ID.StreamEnd)) {
            return new Node.Empty(1);
        }
        Node root = node(events.next(), "", 0);
        expect(ID.DocumentEnd);
        Event end = events.next();
        if (!end.is(ID.StreamEnd)) {
            throw fatal(end, "a second document starts here; a configuration is one, so remove the line '---'");
        }
        return root;
    }

    private Node node(Event event, String path, int depth) throws ConfigException {
        if (depth > MAX_DEPTH) {
            throw fatal(event, "sections and lists are nested more than " + MAX_DEPTH + " deep");
        }
        refuseReferences(event);
        if (event.is(ID.MappingStart)) {
            return mapping(line(event), path, depth);
        } else if (event.is(ID.SequenceStart)) {
            return sequence(line(event), path, depth);
        } else if (event instanceof ScalarEvent scalar && !(scalar.isPlain() && NOTHING.contains(scalar.getValue()))) {
            return new Node.Scalar(line(event), scalar.getValue());
        }
        return new Node.Empty(line(event));
    }

    private Node mapping(int line, String path, int depth) throws ConfigException {
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        for (Event event = events.next(); !event.is(ID.MappingEnd); event = events.next()) {
            if (!(event instanceof ScalarEvent key)) {
                throw fatal(event, "a key must be a plain word; write it as key: value");
            }
            refuseReferences(event);
            String keyPath = Section.pathOf(path, key.getValue());
            Node value = node(events.next(), keyPath, depth + 1);
            Node.Entry earlier = entries.putIfAbsent(key.getValue(), new Node.Entry(line(event), value));
            if (earlier != null) {
                problems.add(line(event), keyPath, "is in line " + earlier.line() + " already; remove one");
            }
        }
        return new Node.Mapping(line, entries);
    }

    private Node sequence(int line, String path, int depth) throws ConfigException {
        List<Node> items = new ArrayList<>();
        for (Event event = events.next(); !event.is(ID.SequenceEnd); event = events.next()) {
            items.add(node(event, path + "[" + items.size() + "]", depth + 1));
        }
        return new Node.Sequence(line, items);
    }

    private void refuseReferences(Event event) {
        boolean tagged = event instanceof ScalarEvent scalar
                ? scalar.getTag() != null
                : event instanceof CollectionStartEvent collection && collection.getTag() != null;
        boolean anchored = event instanceof NodeEvent node && node.getAnchor() != null;
        if (tagged || anchored || event instanceof AliasEvent) {
            problems.add(
                    line(event),
                    "aliases, anchors and tags are not used here; quote a text that starts with *, & or !");
        }
    }

    private void expect(ID id) {
        Event event = events.next();
        if (!event.is(id)) {
            throw new IllegalStateException("the parser gave " + event.getEventId() + " in place of " + id);
        }
    }

    private ConfigException fatal(Event event, String message) {
        problems.add(line(event), message);
        return problems.exception();
    }

    private static int line(Event event) {
        return event.getStartMark().getLine() + 1;
    }

    /** Says where the text stops being YAML, without the excerpt that the parser would show: it may hold a password. */
    private static void report(MarkedYAMLException broken, Problems problems) {
        int line = broken.getProblemMark().getLine() + 1;
        int start =
                broken.getContextMark() == null ? line : broken.getContextMark().getLine() + 1;
        boolean reference = broken.getProblem().startsWith("found undefined");
        problems.add(
                line,
                "this is not YAML" + (start < line ? ", from line " + start + " on: " : ": ")
                        + (reference ? "quote a text that starts with *, & or !" : broken.getProblem())
                        + "; check indentation, colons and quotes");
    }
}
