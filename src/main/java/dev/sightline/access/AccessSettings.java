package dev.sightline.access;

import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is let in.
 *
 * @param tokens each token once
 * @param oidc whose signed tokens count besides; null for nobody's
 */
public record AccessSettings(List<Token> tokens, @Nullable OidcSettings oidc) {
    /** Nobody is asked for anything. */
    public static final AccessSettings OPEN = new AccessSettings(List.of(), null);

    /** Copies the tokens. */
    public AccessSettings {
        tokens = List.copyOf(tokens);
        var hashes = new HashSet<TokenHash>();
        if (!tokens.stream().allMatch(token -> hashes.add(token.hash()))) {
            throw new IllegalArgumentException("two have the same token; give each its own");
        }
    }

    /** Whether visitors are asked for a token. */
    public boolean asks() {
        return oidc != null || !tokens.isEmpty();
    }
}
