package dev.sightline.access;

import java.util.regex.Pattern;

/**
 * A token of the settings and whom it lets in.
 *
 * @param hash of the token, which itself is nowhere
 */
public record Token(TokenHash hash, Visitor visitor) {
    /** At least 24 characters that fit into a header: 144 bits in base64. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~+/=-]{24,512}");

    /**
     * The token {@code text}.
     *
     * @throws IllegalArgumentException if it is too short or has other characters; the message does not repeat it
     */
    public static Token of(String text, Visitor visitor) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "a token is 24 to 512 letters, digits or ._~+/=- ; make one with: openssl rand -base64 32");
        }
        return new Token(TokenHash.of(text), visitor);
    }
}
