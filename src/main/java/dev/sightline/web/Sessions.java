package dev.sightline.web;

import dev.sightline.access.TokenHash;
import dev.sightline.access.Visitor;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is logged in with a browser, by the secret in its cookie. At most {@value #MAX_SESSIONS} at once: the oldest is
 * logged out for one more. Safe for use by several threads.
 */
final class Sessions {
    static final Duration LIFE = Duration.ofHours(12);
    static final int MAX_SESSIONS = 1000;
    private static final int SECRET_BYTES = 32;

    private final Map<TokenHash, Visitor> visitors = new LinkedHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock;

    Sessions(InstantSource clock) {
        this.clock = clock;
    }

    /** Logs the visitor in for {@link #LIFE} at most; returns the secret. */
    synchronized String open(Visitor visitor) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant now = clock.instant();
        visitors.values().removeIf(other -> !now.isBefore(other.until()));
        visitors.put(TokenHash.of(secret), visitor.noLongerThan(now.plus(LIFE)));
        if (visitors.size() > MAX_SESSIONS) {
            visitors.remove(visitors.keySet().iterator().next());
        }
        return secret;
    }

    /** Who has this secret, or null when nobody has or it is too old. */
    synchronized @Nullable Visitor visitor(String secret) {
        Visitor visitor = visitors.get(TokenHash.of(secret));
        return visitor != null && clock.instant().isBefore(visitor.until()) ? visitor : null;
    }

    /** Logs out whoever has this secret. */
    synchronized void close(String secret) {
        visitors.remove(TokenHash.of(secret));
    }
}
