package dev.sightline.weights;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads protobuf's text format as Caffe's {@code .prototxt} files have it: {@code name: word}, {@code name: "words"},
 * {@code name: [1, 2]}, {@code name { … }}, and comments after {@code #}. Not thread-safe.
 */
final class TextParser {
    private static final int DEEPEST = 8;
    private static final int LONGEST_SHOWN = 40;

    private static final Pattern SPACE = Pattern.compile("[\\s,;]++|#[^\\n]*+");
    private static final Pattern TOKEN =
            Pattern.compile("[A-Za-z0-9_.+-]++|[:{}\\[\\]]|\"([^\"\\\\\\n]*+)\"|'([^'\\\\\\n]*+)'");

    private final String file;
    private final String text;
    private final Matcher space;
    private final Matcher token;
    private int at;

    private TextParser(String file, String text) {
        this.file = file;
        this.text = text;
        this.space = SPACE.matcher(text);
        this.token = TOKEN.matcher(text);
    }

    /**
     * Reads a whole document.
     *
     * @param file its name, for messages
     */
    static TextMessage parse(String file, String text) throws WeightsException {
        var parser = new TextParser(file, text);
        var document = new TextMessage(file, null);
        parser.fields(document, 0);
        return document;
    }

    /** Reads fields up to the closing brace or, of the document, the end. */
    private void fields(TextMessage into, int depth) throws WeightsException {
        if (depth > DEEPEST) {
            throw wrong("messages lie in each other more than " + DEEPEST + " deep");
        }
        while (true) {
            String name = next();
            if (name == null && depth > 0) {
                throw wrong("the text ends inside a message; is the file whole?");
            }
            if (name == null || (depth > 0 && name.equals("}"))) {
                return;
            }
            if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                throw wrong("expected the name of a field, not " + shown(name));
            }
            field(into, name, depth);
        }
    }

    private void field(TextMessage into, String name, int depth) throws WeightsException {
        String value = needed();
        if (value.equals(":")) {
            value = needed();
        } else if (!value.equals("{")) {
            throw wrong("expected ':' or '{' after " + shown(name) + ", not " + shown(value));
        }
        switch (value) {
            case "{" -> {
                var message = new TextMessage(name, into);
                fields(message, depth + 1);
                into.add(name, message);
            }
            case "[" -> {
                for (String word = needed(); !word.equals("]"); word = needed()) {
                    into.add(name, word(name, word));
                }
            }
            default -> into.add(name, word(name, value));
        }
    }

    private String word(String name, String value) throws WeightsException {
        if (":{}[]".contains(value)) {
            throw wrong("expected a value of " + shown(name) + ", not " + value);
        }
        char quote = value.charAt(0);
        return quote == '"' || quote == '\'' ? value.substring(1, value.length() - 1) : value;
    }

    private String needed() throws WeightsException {
        String next = next();
        if (next == null) {
            throw wrong("the text ends inside a field; is the file whole?");
        }
        return next;
    }

    /** The next token with its quotes, or null at the end. */
    private @Nullable String next() throws WeightsException {
        skip();
        if (at == text.length()) {
            return null;
        }
        if (!token.region(at, text.length()).lookingAt()) {
            throw wrong("this is not a Caffe prototxt");
        }
        at = token.end();
        return token.group();
    }

    private void skip() {
        while (space.region(at, text.length()).lookingAt()) {
            at = space.end();
        }
    }

    private static String shown(String token) {
        return token.length() <= LONGEST_SHOWN ? token : token.substring(0, LONGEST_SHOWN) + "…";
    }

    private WeightsException wrong(String how) {
        long line = 1 + text.substring(0, at).chars().filter(c -> c == '\n').count();
        return new WeightsException(file + ", line " + line + ": " + how);
    }
}
