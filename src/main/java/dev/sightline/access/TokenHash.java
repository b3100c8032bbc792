package dev.sightline.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of a secret, in the place of the secret. Two are compared in a time that does not depend on where they
 * differ. A plain hash keeps a secret only if it cannot be guessed, so these are long random texts, never passwords.
 */
public final class TokenHash {
    private final byte[] hash;

    private TokenHash(byte[] hash) {
        this.hash = hash;
    }

    /** The hash of {@code secret} in UTF-8. */
    public static TokenHash of(String secret) {
        try {
            return new TokenHash(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TokenHash that && MessageDigest.isEqual(hash, that.hash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash);
    }

    @Override
    public String toString() {
        return "a hash";
    }
}
