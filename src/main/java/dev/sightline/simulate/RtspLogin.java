package dev.sightline.simulate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The login that a server asks for (RFC 2617, with MD5 and without {@code qop}, as cameras do).
 *
 * @param user name
 * @param password never shown
 */
public record RtspLogin(Scheme scheme, String user, String password) {
    private static final String REALM = "Sightline";
    private static final Pattern PART = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    /** How the password travels. */
    public enum Scheme {
        /** As it is. */
        BASIC,
        /** As a digest that is bound to a number of the server's. */
        DIGEST
    }

    /** The header that asks for the login. */
    String challenge(String nonce) {
        return scheme == Scheme.BASIC
                ? "WWW-Authenticate: Basic realm=\"" + REALM + "\""
                : "WWW-Authenticate: Digest realm=\"" + REALM + "\", nonce=\"" + nonce + "\"";
    }

    /** Whether the request carries this login, in answer to {@link #challenge}. */
    boolean admits(RtspRequest request, String nonce) {
        String header = request.header("authorization");
        return scheme == Scheme.BASIC ? admitsBasic(header) : admitsDigest(header, request.method(), nonce);
    }

    private boolean admitsBasic(String header) {
        String expected = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return same("Basic " + expected, header);
    }

    private boolean admitsDigest(String header, String method, String nonce) {
        Map<String, String> parts = new HashMap<>();
        for (Matcher part = PART.matcher(header); part.find(); ) {
            parts.put(part.group(1), part.group(2));
        }
        String secret = md5(user + ":" + REALM + ":" + password);
        String expected = md5(secret + ":" + nonce + ":" + md5(method + ":" + parts.getOrDefault("uri", "")));
        return nonce.equals(parts.get("nonce")) && same(expected, parts.getOrDefault("response", ""));
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static boolean same(String expected, String actual) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), actual.getBytes(StandardCharsets.UTF_8));
    }

    /** Hides the password. */
    @Override
    public String toString() {
        return "RtspLogin[" + scheme + ", " + user + "]";
    }
}
