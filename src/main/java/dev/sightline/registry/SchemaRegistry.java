package dev.sightline.registry;

import dev.sightline.json.JsonText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The schemas of a registry, by the REST API of Confluent's Schema Registry 7, which others such as Apicurio's have too.
 * Connects when it is first asked. Every wait has a bound: while the registry is away, it is asked again until then. Safe for
 * use by several threads.
 */
public final class SchemaRegistry {
    /** How long records wait for a schema that is not known yet: less than a transaction may last. */
    private static final Duration RECORD_LIMIT = Duration.ofSeconds(5);

    private static final String COMPATIBILITY = "FULL_TRANSITIVE";
    private static final int NOT_FOUND = 404;

    /** Also what a process is told that was second, where several do the same for the first time at once. */
    private static final int CONFLICT = 409;

    private final RegistrySettings settings;
    private final RegistryRequests requests;

    /**
     * A registry that is not asked yet.
     *
     * @param settings with an address
     * @throws RegistryException if a certificate or key cannot be read
     */
    public SchemaRegistry(RegistrySettings settings) {
        this.settings = settings;
        this.requests = new RegistryRequests(settings);
    }

    /** The subject of the values of a topic. */
    public String subject(String topic, String record) {
        return settings.subjects().subject(topic, record);
    }

    /** What is wrong with the registry, as far as is known, in one line. */
    public Optional<String> trouble() {
        return requests.trouble();
    }

    /**
     * The id of a schema, which is registered if it is not and may be.
     *
     * @param schema in Avro's JSON
     * @throws RegistryException if the registry refuses it, or does not answer within {@link RegistrySettings#timeout}
     */
    public int id(String subject, String schema) {
        Deadline deadline = new Deadline(settings.timeout());
        String request = JsonText.line(new LinkedHashMap<>(Map.of("schema", schema, "schemaType", "AVRO")));
        if (settings.register()) {
            setCompatibility(subject, deadline);
        }
        String path = "subjects/" + encoded(subject);
        RegistryAnswer known = requests.send("POST", path, request, deadline);
        if (known.status() != NOT_FOUND) {
            return known.of(subject, answer -> answer.whole("id", 0, Integer.MAX_VALUE));
        }
        if (!settings.register()) {
            throw new RegistryException(
                    "the schema registry at " + settings.url() + " does not have the schema of subject " + subject
                            + "; register it, or set kafka.schemaRegistry.register to true",
                    null);
        }
        RegistryAnswer made = requests.send("POST", path + "/versions", request, deadline);
        if (made.status() == CONFLICT) {
            RegistryAnswer others = requests.send("POST", path, request, deadline);
            made = others.status() == NOT_FOUND ? made : others;
        }
        return made.of(subject, answer -> answer.whole("id", 0, Integer.MAX_VALUE));
    }

    private void setCompatibility(String subject, Deadline deadline) {
        String path = "config/" + encoded(subject);
        if (!isCompatibilitySet(subject, path, deadline)) {
            RegistryAnswer put =
                    requests.send("PUT", path, JsonText.line(Map.of("compatibility", COMPATIBILITY)), deadline);
            if (put.status() != CONFLICT || !isCompatibilitySet(subject, path, deadline)) {
                put.of(subject, answer -> answer);
            }
        }
    }

    private boolean isCompatibilitySet(String subject, String path, Deadline deadline) {
        RegistryAnswer now = requests.send("GET", path, null, deadline);
        return now.status() != NOT_FOUND
                && now.of(subject, answer -> answer.text("compatibilityLevel")).equals(COMPATIBILITY);
    }

    /** All versions of a subject's schema, by their ids, so that they need not be asked for later. */
    public Map<Integer, String> versions(String subject) {
        Deadline deadline = new Deadline(settings.timeout());
        String path = "subjects/" + encoded(subject) + "/versions";
        Map<Integer, String> versions = new LinkedHashMap<>();
        RegistryAnswer all = requests.send("GET", path, null, deadline);
        for (Object version : all.list(subject)) {
            requests.send("GET", path + "/" + encoded(String.valueOf(version)), null, deadline)
                    .of(subject, answer -> {
                        int id = answer.whole("id", 0, Integer.MAX_VALUE);
                        return versions.put(id, answer.text("schema"));
                    });
        }
        return versions;
    }

    /**
     * The schema with an id, or nothing if the registry says that there is none.
     *
     * @throws RegistryException if it does not say, within 5 s
     */
    public Optional<String> schema(int id) {
        RegistryAnswer answer = requests.send("GET", "schemas/ids/" + id, null, new Deadline(RECORD_LIMIT));
        return answer.status() == NOT_FOUND
                ? Optional.empty()
                : Optional.of(answer.of("id " + id, found -> found.text("schema")));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return settings.toString();
    }
}
