package dev.sightline.video;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Blots out logins in texts: whatever looks like one, and the secrets that are known. Safe for use by several threads. */
final class Redaction {
    private static final String BLOT = "***";
    private static final Pattern LOGIN = Pattern.compile("(?<=://)[^\\s/'\"]*:[^\\s'\"]*@");
    private static final Pattern HEADER = Pattern.compile("(?im)^((?:proxy-)?authorization\\s*:).*$");

    /** Also holds a secret twice when two open sources share it. */
    private final List<String> secrets = new CopyOnWriteArrayList<>();

    /** Blots out {@code secret}, plain and percent-encoded, from now on. */
    void hide(String secret) {
        secrets.addAll(forms(secret));
    }

    /** Undoes one {@link #hide}. */
    void forget(String secret) {
        forms(secret).forEach(secrets::remove);
    }

    String apply(String text) {
        String plain = HEADER.matcher(text).replaceAll("$1 " + BLOT);
        plain = LOGIN.matcher(plain).replaceAll(BLOT + "@");
        List<String> longestFirst = secrets.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        for (String secret : longestFirst) {
            plain = plain.replace(secret, BLOT);
        }
        return plain;
    }

    private static List<String> forms(String secret) {
        String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        return Stream.of(secret, encoded, encoded.replace("+", "%20"))
                .filter(form -> !form.isEmpty())
                .distinct()
                .toList();
    }
}
