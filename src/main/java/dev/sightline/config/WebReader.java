package dev.sightline.config;

import dev.sightline.access.AccessRole;
import dev.sightline.access.AccessSettings;
import dev.sightline.access.OidcSettings;
import dev.sightline.access.Token;
import dev.sightline.access.TokenHash;
import dev.sightline.access.Visitor;
import dev.sightline.frame.CameraId;
import dev.sightline.web.WebSettings;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads where the web page is, and who may look. */
final class WebReader {
    private final CameraReader cameras;
    private final Names names = new Names("token");
    private final Set<TokenHash> hashes = new HashSet<>();

    /** A reader of visitors who see these cameras. */
    WebReader(CameraReader cameras) {
        this.cameras = cameras;
    }

    WebSettings read(Section web) {
        List<Token> tokens = web.each("access", this::token);
        Value login = web.find("oidc");
        Section section = login == null ? null : login.section();
        OidcSettings oidc = section == null ? null : oidc(section);
        return web.set(WebSettings.DEFAULT.withAccess(new AccessSettings(tokens, oidc)), "access");
    }

    private @Nullable Token token(Section section) {
        Value name = section.required("name", "whose token it is, such as hall");
        String given = name == null ? null : names.give(name);
        Value kind = section.required("role", "viewer, operator or admin");
        AccessRole role = kind == null ? null : kind.choice(AccessRole.class);
        Set<String> seen = seen(section, role);
        Value secret = section.required("token", "${NAME} or ${file:PATH}, which says where the token is");
        String text = secret == null ? null : secret.secret();
        if (given == null || role == null || secret == null || text == null) {
            return null;
        }
        Token token = secret.accepted(() -> Token.of(text, new Visitor(given, role, seen, Instant.MAX)));
        if (token != null && !hashes.add(token.hash())) {
            secret.wrong("is the token of another one; give each its own");
            return null;
        }
        return token;
    }

    private Set<String> seen(Section section, @Nullable AccessRole role) {
        if (role == AccessRole.ADMIN) {
            Value needless = section.find("cameras");
            if (needless != null) {
                needless.wrong("an admin sees every camera; remove this key or choose another role");
            }
            return Set.of();
        }
        Value listed = section.required("cameras", "the ids of those that are seen, or ['*'] for all");
        List<String> ids = listed == null ? null : listed.each(this::camera);
        return ids == null ? Set.of() : Set.copyOf(ids);
    }

    private @Nullable String camera(Value value) {
        String id = value.text();
        if (id == null || id.equals(Visitor.EVERY_CAMERA)) {
            return id;
        }
        return cameras.any() ? cameras.findCamera(value) : value.accepted(() -> CameraId.check(id));
    }

    private static @Nullable OidcSettings oidc(Section section) {
        Value issuer = section.required("issuer", "what the tokens have as iss, such as https://login.example.org");
        Value audience = section.required("audience", "what the tokens have as aud, such as sightline");
        Value keys = section.required("keys", "the address of the key set, such as https://login.example.org/keys");
        String by = issuer == null ? null : issuer.text();
        String to = audience == null ? null : audience.text();
        String address = keys == null ? null : keys.text();
        String from = keys == null || address == null ? null : keys.accepted(() -> OidcSettings.checkKeys(address));
        OidcSettings usual = by == null || to == null || from == null
                ? OidcSettings.of("stand-in", "stand-in", "https://stand-in/")
                : section.accepted(() -> OidcSettings.of(by, to, from));
        OidcSettings named = usual == null ? null : section.set(usual, "issuer", "audience", "keys", "roles");
        Map<String, AccessRole> roles = section.read("roles", OidcSettings.ROLES, WebReader::roles);
        return named == null ? null : named.withRoles(roles);
    }

    private static @Nullable Map<String, AccessRole> roles(Value value) {
        Section section = value.section();
        if (section == null) {
            return null;
        }
        Map<String, AccessRole> roles = new LinkedHashMap<>();
        for (AccessRole role : AccessRole.values()) {
            String key = role.name().toLowerCase(Locale.ROOT);
            section.read(key, List.<String>of(), Value::texts).forEach(name -> roles.put(name, role));
        }
        return roles;
    }
}
