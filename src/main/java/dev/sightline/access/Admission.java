package dev.sightline.access;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Tells whom a token lets in. Safe for use by several threads. */
public final class Admission {
    private final AccessSettings settings;
    private final @Nullable SignedTokens signed;

    /**
     * An admission as set.
     *
     * @param clock what the times in signed tokens are compared with
     */
    public Admission(AccessSettings settings, InstantSource clock) {
        this.settings = settings;
        signed = settings.oidc() == null ? null : new SignedTokens(settings.oidc(), clock);
    }

    /** Whether visitors are asked for a token. */
    public boolean asks() {
        return settings.asks();
    }

    /**
     * Whom {@code token} lets in, or null; may wait a few seconds for the keys of the OpenID Connect server.
     *
     * @throws KeysUnavailableException if those are needed and cannot be had
     */
    public @Nullable Visitor visitor(String token) throws KeysUnavailableException {
        TokenHash hash = TokenHash.of(token);
        @Nullable Visitor found = null;
        for (Token known : settings.tokens()) {
            if (known.hash().equals(hash)) {
                found = known.visitor();
            }
        }
        return found != null || signed == null ? found : signed.visitor(token);
    }
}
