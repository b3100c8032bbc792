package dev.sightline.access;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the claims of a signed token say of a visitor. */
final class Claims {
    private static final int LONGEST_NAME = 100;

    private final OidcSettings settings;

    Claims(OidcSettings settings) {
        this.settings = settings;
    }

    /** The visitor, who sees no camera where none is named; null without a role. */
    @Nullable
    Visitor visitor(Map<String, Object> claims, Instant until) {
        AccessRole role = texts(claims, settings.roleClaim())
                .map(settings.roles()::get)
                .filter(Objects::nonNull)
                .max(AccessRole::compareTo)
                .orElse(null);
        if (role == null) {
            return null;
        }
        Set<String> cameras = texts(claims, settings.camerasClaim()).collect(Collectors.toSet());
        String name = value(claims, settings.nameClaim()) instanceof String text ? text : "unnamed";
        return new Visitor(plain(name), role, cameras, until);
    }

    /** The name without what would forge a line of the log. */
    private static String plain(String name) {
        String plain = name.replaceAll("[^\\p{L}\\p{N}@._ -]", "?");
        return plain.length() <= LONGEST_NAME ? plain : plain.substring(0, LONGEST_NAME);
    }

    /** The words of a claim, which is a text or a list of texts. */
    private static Stream<String> texts(Map<String, Object> claims, String name) {
        Object value = value(claims, name);
        Stream<?> parts = value instanceof List<?> list ? list.stream() : Stream.ofNullable(value);
        return parts.filter(String.class::isInstance)
                .map(String.class::cast)
                .flatMap(text -> Arrays.stream(text.split("[\\s,]+", -1)))
                .filter(text -> !text.isEmpty());
    }

    /** The claim of that name, or where the dots in the name lead. */
    private static @Nullable Object value(Map<String, Object> claims, String name) {
        Object value = claims.get(name);
        if (value != null) {
            return value;
        }
        Object inner = claims;
        for (String step : name.split("\\.", -1)) {
            inner = inner instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return inner;
    }
}
