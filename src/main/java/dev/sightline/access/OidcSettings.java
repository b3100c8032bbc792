package dev.sightline.access;

import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID Connect server whose tokens let people in.
 *
 * @param issuer what {@code iss} has to be
 * @param audience what {@code aud} has to be or to contain
 * @param keys the address of its public keys, a JSON Web Key Set; https, or http on loopback
 * @param nameClaim the claim with the visitor's name for the log
 * @param roleClaim the claim with the role or a list of roles, the highest of which counts; dots lead into objects
 * @param camerasClaim the claim with the ids of cameras, a list or a text with blanks between; dots lead into objects
 * @param roles what the server calls each role; what is not in here is no role
 */
public record OidcSettings(
        String issuer,
        String audience,
        String keys,
        String nameClaim,
        String roleClaim,
        String camerasClaim,
        Map<String, AccessRole> roles) {
    /** The roles by their own names. */
    public static final Map<String, AccessRole> ROLES =
            Map.of("viewer", AccessRole.VIEWER, "operator", AccessRole.OPERATOR, "admin", AccessRole.ADMIN);

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1]");

    /** Checks what must be there, and the address. */
    public OidcSettings {
        if (issuer.isBlank() || audience.isBlank()) {
            throw new IllegalArgumentException(
                    "issuer and audience are needed; without them anybody's tokens would do");
        }
        checkKeys(keys);
        roles = Map.copyOf(roles);
    }

    /** The settings whose claims are called as here: {@code sightline_role} and {@code sightline_cameras}. */
    public static OidcSettings of(String issuer, String audience, String keys) {
        return new OidcSettings(issuer, audience, keys, "sub", "sightline_role", "sightline_cameras", ROLES);
    }

    /** The same for a server that calls the roles otherwise. */
    public OidcSettings withRoles(Map<String, AccessRole> roles) {
        return new OidcSettings(issuer, audience, keys, nameClaim, roleClaim, camerasClaim, roles);
    }

    /** Returns {@code keys} unchanged if keys that come from there can be believed. */
    public static String checkKeys(String keys) {
        URI address = URI.create(keys);
        @Nullable String host = address.getHost();
        boolean here = host != null && LOOPBACK.matcher(host).matches();
        boolean safe = "https".equals(address.getScheme()) || (here && "http".equals(address.getScheme()));
        if (host == null || !safe) {
            throw new IllegalArgumentException(
                    "is the https address of the key set, such as https://login.example.org/keys");
        }
        return keys;
    }
}
