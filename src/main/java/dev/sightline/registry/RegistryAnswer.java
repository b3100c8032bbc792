package dev.sightline.registry;

import dev.sightline.json.JsonException;
import dev.sightline.json.JsonObject;
import dev.sightline.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a registry said.
 *
 * @param registry its address, for messages
 * @param status of HTTP
 * @param body JSON, or whatever it was
 */
record RegistryAnswer(String registry, int status, String body) {
    private static final int LONGEST_SHOWN = 300;

    /** Reads something of an answer. */
    @FunctionalInterface
    interface Reading<T extends @Nullable Object> {
        T of(JsonObject answer) throws JsonException;
    }

    /**
     * Reads the answer to a request that should have succeeded.
     *
     * @param about what the request was about, for messages
     * @throws RegistryException if it has not
     */
    <T extends @Nullable Object> T of(String about, Reading<T> reading) {
        checkSuccess(about);
        try {
            return reading.of(JsonObject.parse("its answer", body.getBytes(StandardCharsets.UTF_8)));
        } catch (JsonException e) {
            throw strange(e);
        }
    }

    /** Reads a list. */
    List<?> list(String about) {
        checkSuccess(about);
        try {
            return JsonText.parseList("its answer", body.getBytes(StandardCharsets.UTF_8));
        } catch (JsonException e) {
            throw strange(e);
        }
    }

    private void checkSuccess(String about) {
        if (status == 409) {
            throw new RegistryException(
                    "the schema registry at " + registry + " has schemas for " + about
                            + " that this version's is not compatible with: " + message()
                            + "; choose another kafka.prefix or kafka.schemaRegistry.subjects, or delete the subject",
                    null);
        } else if (status / 100 != 2) {
            throw new RegistryException(
                    "the schema registry at " + registry + " answers " + status + " for " + about + ": " + message()
                            + "; check kafka.schemaRegistry",
                    null);
        }
    }

    private RegistryException strange(JsonException cause) {
        return new RegistryException(
                "what answers at " + registry + " is no schema registry: " + cause.getMessage()
                        + "; check kafka.schemaRegistry.url, whose path with Apicurio ends in /apis/ccompat/v7",
                cause);
    }

    /** What the registry says is wrong, in one short line. */
    private String message() {
        String said;
        try {
            said = JsonObject.parse("its answer", body.getBytes(StandardCharsets.UTF_8))
                    .text("message");
        } catch (JsonException e) {
            return "without a reason";
        }
        String line = said.replaceAll("\\s+", " ");
        return line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "…";
    }
}
