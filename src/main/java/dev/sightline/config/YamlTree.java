package dev.sightline.config;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Makes a tree of a YAML text. Of YAML it takes what a configuration needs: one document of sections, lists and texts.
 * Anchors, aliases and tags are refused, which also leaves nothing that could grow beyond the text's own size.
 */
final class YamlTree {
    private static final int MAX_DEPTH = 20;

    private final YAMLParser parser;
    private final Problems problems;

    private YamlTree(YAMLParser parser, Problems problems) {
        this.parser = parser;
        this.problems = problems;
    }

    /**
     * The tree of {@code yaml}; what can be passed over is noted in {@code problems}.
     *
     * @throws ConfigException if the text cannot be read to its end
     */
    static Node parse(String yaml, Problems problems) throws ConfigException {
        try (YAMLParser parser = new YAMLFactory().createParser(yaml)) {
            return new YamlTree(parser, problems).document();
        } catch (IOException | YAMLException broken) {
            report(broken, problems);
            throw problems.exception();
        }
    }

    private Node document() throws IOException, ConfigException {
        JsonToken first = parser.nextToken();
        Node root = first == null ? new Node.Empty(1) : node(first, "", 0);
        if (parser.nextToken() != null) {
            throw fatal("a second document starts here; a configuration is one, so remove the line '---'");
        }
        return root;
    }

    private Node node(JsonToken token, String path, int depth) throws IOException, ConfigException {
        if (depth > MAX_DEPTH) {
            throw fatal("sections and lists are nested more than " + MAX_DEPTH + " deep");
        }
        int line = line();
        refuseReferences();
        return switch (token) {
            case START_OBJECT -> mapping(line, path, depth);
            case START_ARRAY -> sequence(line, path, depth);
            case VALUE_NULL -> new Node.Empty(line);
            default -> new Node.Scalar(line, parser.getText());
        };
    }

    private Node mapping(int line, String path, int depth) throws IOException, ConfigException {
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            int keyLine = line();
            refuseReferences();
            String key = parser.currentName();
            String keyPath = Section.pathOf(path, key);
            Node value = node(parser.nextToken(), keyPath, depth + 1);
            Node.Entry earlier = entries.putIfAbsent(key, new Node.Entry(keyLine, value));
            if (earlier != null) {
                problems.add(keyLine, keyPath, "is in line " + earlier.line() + " already; remove one");
            }
        }
        return new Node.Mapping(line, entries);
    }

    private Node sequence(int line, String path, int depth) throws IOException, ConfigException {
        List<Node> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(node(token, path + "[" + items.size() + "]", depth + 1));
        }
        return new Node.Sequence(line, items);
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    private void refuseReferences() throws IOException {
        if (parser.isCurrentAlias() || parser.getObjectId() != null || parser.getTypeId() != null) {
            problems.add(
                    line(), "aliases, anchors and tags are not used here; quote a text that starts with *, & or !");
        }
    }

    private ConfigException fatal(String message) {
        problems.add(line(), message);
        return problems.exception();
    }

    /** Says where the text stops being YAML, without the excerpt that the parser would show: it may hold a password. */
    private static void report(Exception broken, Problems problems) {
        Throwable cause = broken;
        while (!(cause instanceof MarkedYAMLException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            boolean quotes = marked.getProblem().startsWith("found undefined");
            problems.add(
                    marked.getProblemMark().getLine() + 1,
                    "this is not YAML: "
                            + (quotes ? "quote a text that starts with *, & or !" : marked.getProblem())
                            + "; check indentation, colons and quotes here and in the line above");
        } else {
            problems.add("is not YAML: it holds a character or a key that cannot be; keys are plain words");
        }
    }
}
