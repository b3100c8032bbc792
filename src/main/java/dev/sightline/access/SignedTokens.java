package dev.sightline.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JSON Web Tokens of one OpenID Connect server, as RFC 8725 advises: signed with a public key of that server by one of
 * {@link #ALGORITHMS}, so neither unsigned nor with a shared secret; for this audience; with an end. The keys are fetched
 * when first needed, kept for {@link #KEEP}, and fetched for a key unheard of at most once in {@link #PAUSE}. Safe for use
 * by several threads.
 */
final class SignedTokens {
    static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    static final Duration LEEWAY = Duration.ofSeconds(30);
    static final Duration PAUSE = Duration.ofSeconds(30);
    static final Duration KEEP = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(SignedTokens.class);
    private static final Duration FETCH = Duration.ofSeconds(3);
    private static final Duration OUTAGE = Duration.ofHours(1);
    private static final int MAX_BYTES = 256_000;

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final Claims claims;

    SignedTokens(OidcSettings settings, InstantSource clock) {
        int patience = (int) FETCH.toMillis();
        var keys = JWKSourceBuilder.create(
                        url(settings.keys()), new DefaultResourceRetriever(patience, patience, MAX_BYTES))
                .refreshAheadCache(false)
                .cache(KEEP.toMillis(), 2 * FETCH.toMillis())
                .rateLimited(PAUSE.toMillis())
                .outageTolerant(OUTAGE.toMillis())
                .build();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWTClaimsSetVerifier(verifier(settings, clock));
        claims = new Claims(settings);
    }

    private static URL url(String address) {
        try {
            return URI.create(address).toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    private static DefaultJWTClaimsVerifier<SecurityContext> verifier(OidcSettings settings, InstantSource clock) {
        var exact = new JWTClaimsSet.Builder().issuer(settings.issuer()).build();
        var verifier = new DefaultJWTClaimsVerifier<SecurityContext>(settings.audience(), exact, Set.of("exp", "sub")) {
            @Override
            protected Date currentTime() {
                return Date.from(clock.instant());
            }
        };
        verifier.setMaxClockSkew((int) LEEWAY.toSeconds());
        return verifier;
    }

    /** Whom the token lets in; null when it does not count here or names no role. */
    @Nullable
    Visitor visitor(String token) throws KeysUnavailableException {
        try {
            JWTClaimsSet set = processor.process(token, null);
            Instant end = set.getExpirationTime().toInstant().plus(LEEWAY);
            return claims.visitor(set.getClaims(), end);
        } catch (RateLimitReachedException e) {
            LOG.debug("a token was refused: its key is unheard of, and the keys were fetched a moment ago");
            return null;
        } catch (KeySourceException e) {
            LOG.warn("no signed token can be checked: {}", e.getMessage());
            throw new KeysUnavailableException(e);
        } catch (ParseException | BadJOSEException | JOSEException e) {
            LOG.debug("a token was refused: {}", e.getMessage());
            return null;
        }
    }
}
