package dev.sightline.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills in {@code ${NAME}} with an environment variable and {@code ${file:PATH}} with what a file holds, less the line
 * end after it. <code>$${</code> stands for <code>${</code> itself. What is filled in is not looked at again.
 */
final class Interpolation {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)(}?)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final int MAX_FILE_BYTES = 65_536;

    private final Map<String, String> environment;
    private final Path folder;
    private final Problems problems;

    /**
     * An interpolation that conceals in {@code problems} whatever it fills in.
     *
     * @param folder what a relative path is relative to
     */
    Interpolation(Map<String, String> environment, Path folder, Problems problems) {
        this.environment = environment;
        this.folder = folder;
        this.problems = problems;
    }

    /** Whether something is to be filled in. */
    static boolean concerns(String text) {
        return text.contains("${");
    }

    /** Whether the whole of it is to be filled in. */
    static boolean isReference(String text) {
        var match = REFERENCE.matcher(text);
        return match.matches() && !text.startsWith("$$");
    }

    /**
     * The text with everything filled in.
     *
     * @throws IllegalArgumentException if something cannot be; the message names what, never a value
     */
    String fill(String text) {
        return REFERENCE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(replacement(match)));
    }

    private String replacement(MatchResult match) {
        String reference = match.group();
        if (reference.startsWith("$$")) {
            return "${";
        }
        String name = match.group(1);
        boolean file = name.startsWith("file:");
        if (match.group(2).isEmpty() || !(file || NAME.matcher(name).matches())) {
            throw new IllegalArgumentException(
                    "has a '${' that starts neither ${NAME} nor ${file:PATH}; write $${ for the two characters themselves");
        }
        String value = file ? contents(name.substring("file:".length())) : variable(name);
        problems.conceal(value, reference);
        return value;
    }

    private String variable(String name) {
        String value = environment.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the environment variable " + name + " is not set; set it");
        }
        return value;
    }

    private String contents(String path) {
        Path file = folder.resolve(path);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("there is no file " + file + "; create it or change the path");
        }
        try (var in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_FILE_BYTES + 1);
            if (bytes.length > MAX_FILE_BYTES) {
                throw new IllegalArgumentException("the file " + file + " is larger than 64 kB; name another");
            }
            return new String(bytes, StandardCharsets.UTF_8).replaceFirst("\\R\\z", "");
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "the file " + file + " cannot be read; change its permissions", unreadable);
        }
    }
}
