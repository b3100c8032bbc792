package dev.sightline.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens of a small OpenID Connect server, good ones and all sorts of others. */
class SignedTokensTest {
    private static final String ISSUER = "https://login.example.org";
    private static final String AUDIENCE = "sightline";
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant END = NOW.plus(Duration.ofMinutes(5));

    private static RSAKey rsa;
    private static RSAKey stranger;
    private static ECKey ec;

    private final AtomicInteger fetches = new AtomicInteger();
    private volatile byte[] answer = new byte[0];
    private HttpServer server;
    private Admission admission;

    @BeforeAll
    static void makeKeys() throws Exception {
        rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
        stranger = new RSAKeyGenerator(2048).keyID("rsa").generate();
        ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
    }

    @BeforeEach
    void start() throws IOException {
        answer = new JWKSet(List.of(rsa.toPublicJWK(), ec.toPublicJWK()))
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/keys", exchange -> {
            fetches.incrementAndGet();
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        admission = admission(settings());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private OidcSettings settings() {
        return OidcSettings.of(
                ISSUER, AUDIENCE, "http://127.0.0.1:" + server.getAddress().getPort() + "/keys");
    }

    private static Admission admission(OidcSettings settings) {
        return new Admission(new AccessSettings(List.of(), settings), () -> NOW);
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject("alice")
                .expirationTime(Date.from(END))
                .claim("sightline_role", "viewer")
                .claim("sightline_cameras", List.of("gate", "door"));
    }

    private static String signed(JWSAlgorithm algorithm, String key, JWSSigner signer, JWTClaimsSet.Builder claims)
            throws Exception {
        var header = new JWSHeader.Builder(algorithm)
                .keyID(key)
                .type(JOSEObjectType.JWT)
                .build();
        SignedJWT token = new SignedJWT(header, claims.build());
        token.sign(signer);
        return token.serialize();
    }

    private static String signed(JWTClaimsSet.Builder claims) throws Exception {
        return signed(JWSAlgorithm.RS256, "rsa", new RSASSASigner(rsa), claims);
    }

    private @Nullable Visitor visitor(JWTClaimsSet.Builder claims) throws Exception {
        return admission.visitor(signed(claims));
    }

    @Test
    void letsInWhomTheServerHasSignedFor() throws Exception {
        Visitor alice = new Visitor("alice", AccessRole.VIEWER, Set.of("gate", "door"), END.plus(SignedTokens.LEEWAY));
        assertThat(visitor(claims())).isEqualTo(alice);
        assertThat(admission.visitor(signed(JWSAlgorithm.PS384, "rsa", new RSASSASigner(rsa), claims())))
                .isEqualTo(alice);
        assertThat(admission.visitor(signed(JWSAlgorithm.ES256, "ec", new ECDSASigner(ec), claims())))
                .isEqualTo(alice);
        assertThat(visitor(claims().audience(List.of("other", AUDIENCE)))).isEqualTo(alice);
        assertThat(fetches).as("the keys are kept").hasValue(1);
    }

    @Test
    void refusesWhatIsForOthersOrFromOthersOrOfAnotherTime() throws Exception {
        assertThat(visitor(claims().expirationTime(Date.from(NOW.minusSeconds(31)))))
                .as("expired")
                .isNull();
        assertThat(visitor(claims().expirationTime(Date.from(NOW.minusSeconds(10)))))
                .as("expired within the leeway")
                .isNotNull();
        assertThat(visitor(claims().expirationTime(null))).as("without an end").isNull();
        assertThat(visitor(claims().notBeforeTime(Date.from(NOW.plusSeconds(60)))))
                .as("not yet")
                .isNull();
        assertThat(visitor(claims().audience("other"))).as("for another").isNull();
        assertThat(visitor(claims().audience((String) null))).as("for anybody").isNull();
        assertThat(visitor(claims().issuer(ISSUER + ".evil")))
                .as("of another issuer")
                .isNull();
        assertThat(visitor(claims().issuer(null))).as("of no issuer").isNull();
        assertThat(visitor(claims().subject(null))).as("for nobody").isNull();
    }

    @Test
    void refusesEverySignatureThatIsNotTheServers() throws Exception {
        String good = signed(claims());
        assertThat(admission.visitor(new PlainJWT(claims().build()).serialize()))
                .as("alg none")
                .isNull();
        assertThat(admission.visitor(good.substring(0, good.lastIndexOf('.') + 1)))
                .as("without its signature")
                .isNull();
        byte[] publicKey = rsa.toRSAPublicKey().getEncoded();
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(publicKey)
                + "\n-----END PUBLIC KEY-----\n";
        for (byte[] secret : List.of(publicKey, pem.getBytes(StandardCharsets.US_ASCII))) {
            assertThat(admission.visitor(signed(JWSAlgorithm.HS256, "rsa", new MACSigner(secret), claims())))
                    .as("HS256 with the public key for a secret")
                    .isNull();
        }
        assertThat(admission.visitor(signed(JWSAlgorithm.RS256, "rsa", new RSASSASigner(stranger), claims())))
                .as("another key of the same name")
                .isNull();
        var own = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("rsa")
                .jwk(stranger.toPublicJWK())
                .build();
        SignedJWT carried = new SignedJWT(own, claims().build());
        carried.sign(new RSASSASigner(stranger));
        assertThat(admission.visitor(carried.serialize()))
                .as("a key that the token brings along")
                .isNull();
        int middle = good.indexOf('.') + 20;
        char changed = good.charAt(middle) == 'A' ? 'B' : 'A';
        assertThat(admission.visitor(good.substring(0, middle) + changed + good.substring(middle + 1)))
                .as("changed afterwards")
                .isNull();
        for (String rubbish : List.of("", ".", "..", "a.b.c", "e30.e30.", "x".repeat(9000))) {
            assertThat(admission.visitor(rubbish)).as(rubbish).isNull();
        }
        assertThat(admission.visitor(good)).isNotNull();
    }

    @Test
    void asksForAnUnheardOfKeyOnlyNowAndThen() throws Exception {
        for (int i = 0; i < 20; i++) {
            String token = signed(JWSAlgorithm.RS256, "unheard-of-" + i, new RSASSASigner(stranger), claims());
            assertThat(admission.visitor(token)).isNull();
        }
        assertThat(fetches.get()).isLessThanOrEqualTo(3);
        assertThat(visitor(claims())).as("known keys go on").isNotNull();
    }

    @Test
    void saysThatTheKeysCannotBeHad() throws Exception {
        answer = "x".repeat(300_000).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> visitor(claims())).isInstanceOf(KeysUnavailableException.class);
        server.stop(0);
        Admission away = admission(settings());
        assertThatThrownBy(() -> away.visitor(signed(claims()))).isInstanceOf(KeysUnavailableException.class);
    }

    @Test
    void takesTheHighestRoleAndTheCamerasFromTheClaims() throws Exception {
        assertThat(visitor(claims().claim("sightline_role", List.of("viewer", "operator", "else"))))
                .extracting(Visitor::role)
                .isEqualTo(AccessRole.OPERATOR);
        assertThat(visitor(claims().claim("sightline_role", "root"))).isNull();
        assertThat(visitor(claims().claim("sightline_role", 7))).isNull();
        assertThat(visitor(claims().claim("sightline_role", null))).isNull();
        assertThat(visitor(claims().claim("sightline_cameras", "gate yard")))
                .extracting(Visitor::cameras)
                .isEqualTo(Set.of("gate", "yard"));
        assertThat(visitor(claims().claim("sightline_cameras", null)))
                .satisfies(alice -> assertThat(alice.sees("gate")).isFalse());
        assertThat(visitor(claims().subject("eve\nadmin has logged in")))
                .extracting(Visitor::name)
                .isEqualTo("eve?admin has logged in");
    }

    @Test
    void findsClaimsWithinObjectsAndRolesByTheirNamesThere() throws Exception {
        OidcSettings usual = settings();
        admission = admission(new OidcSettings(
                usual.issuer(),
                usual.audience(),
                usual.keys(),
                "email",
                "realm_access.roles",
                "https://example.org/cameras",
                Map.of("cctv-admins", AccessRole.ADMIN)));
        assertThat(visitor(claims().claim("realm_access", Map.of("roles", List.of("cctv-admins")))
                        .claim("email", "alice@example.org")))
                .satisfies(alice -> {
                    assertThat(alice.name()).isEqualTo("alice@example.org");
                    assertThat(alice.role()).isEqualTo(AccessRole.ADMIN);
                    assertThat(alice.sees("anything")).isTrue();
                });
        assertThat(visitor(claims())).as("not by the claim of others").isNull();
    }
}
