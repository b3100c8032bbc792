package dev.sightline.config;

import static dev.sightline.config.SightlineConfig.DEFAULT;

import dev.sightline.camera.CameraSettings;
import dev.sightline.detect.BatchSettings;
import dev.sightline.detect.Labels;
import dev.sightline.model.ModelException;
import dev.sightline.model.ModelInspector;
import dev.sightline.model.ModelSettings;
import dev.sightline.web.HealthSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads configuration files. */
public final class ConfigReader {
    private static final int MAX_BYTES = 1_000_000;

    /** One batch is copied to and from a GPU while another one is computed. */
    private static final int LEAST_CONTEXTS = 2;

    /** What may be in a file of its own. */
    private static final List<String> RULE_KEYS =
            List.of("timeZone", "place", "holidays", "profiles", "schedules", "rules");

    private final Map<String, String> environment;

    /**
     * A reader that fills in <code>${NAME}</code> from these variables.
     *
     * @param environment such as {@link System#getenv()}
     */
    public ConfigReader(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * What {@code file} says, and the defaults where it says nothing.
     *
     * @throws ConfigException if something in it is wrong: it names everything that is
     */
    public SightlineConfig read(Path file) throws ConfigException {
        return read(file, section -> {});
    }

    /** The same; {@code listener} is told of every section that was read. */
    SightlineConfig read(Path file, Consumer<Section> listener) throws ConfigException {
        Problems problems = new Problems(file);
        Section top = open(file, problems);
        Value rulesFile = top.find("rulesFile");
        Path elsewhere = rulesFile == null ? null : rulesFile.path(folder(file));
        Section rules = elsewhere == null ? top : rules(top, elsewhere, problems);
        SightlineConfig config = config(top, rules, folder(file)).with(draft -> draft.rulesFile = elsewhere);
        top.reading().reportUnknownKeys();
        rules.reading().reportUnknownKeys();
        if (!problems.isEmpty()) {
            throw problems.exception();
        }
        top.reading().sections().forEach(listener);
        return config;
    }

    /** The settings of a file. */
    private Section open(Path file, Problems problems) throws ConfigException {
        Node root = YamlTree.parse(text(file, problems), problems);
        if (!(root instanceof Node.Mapping mapping)) {
            problems.add(
                    root instanceof Node.Empty
                            ? "holds no settings; write some, or leave the file out"
                            : "holds " + root.kind()
                                    + ", not settings; write lines such as 'data: /var/lib/sightline'");
            throw problems.exception();
        }
        Path here = folder(file);
        return new Reading(here, problems, new Interpolation(environment, here, problems)).open(mapping, "", 1);
    }

    /** The settings of the rules' own file; they may not be in both. */
    private Section rules(Section top, Path file, Problems problems) throws ConfigException {
        for (String key : RULE_KEYS) {
            Value value = top.find(key);
            if (value != null) {
                value.wrong("belongs into rulesFile where there is one; move it there");
            }
        }
        return open(file, problems.of(file));
    }

    private static Path folder(Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        return folder == null ? Path.of("/") : folder;
    }

    private static SightlineConfig config(Section top, Section ruleFile, Path folder) {
        Path data = top.read("data", DEFAULT.data(), value -> value.path(Path.of("")));
        Set<Role> roles = top.read("roles", DEFAULT.roles(), ConfigReader::roles);
        Section kafka = top.section("kafka");
        String servers = servers(kafka.find("bootstrapServers"));
        CameraReader cameras = new CameraReader(new Films(top.read("filmsFolder", folder, v -> v.path(folder))));
        List<CameraSettings> settings = top.each("cameras", cameras::read);
        BatchSettings batch = top.section("detect").set(DEFAULT.batch());
        ModelSettings model = top.section("model")
                .set(DEFAULT.model(), "maxBatch", "contexts", "plans")
                .withBatches(batch.maxBatch(), Math.max(LEAST_CONTEXTS, batch.workers()));
        RuleReader rules = new RuleReader(ruleFile, cameras, labels(model));
        return DEFAULT.with(draft -> {
                    draft.data = data;
                    draft.roles = roles;
                    draft.bootstrapServers = servers;
                    draft.stream = kafka.set(DEFAULT.stream(), "stateFolder");
                    draft.broker = top.section("broker").set(DEFAULT.broker(), "folder");
                    draft.batch = batch;
                    draft.model = model;
                    draft.tracker = top.section("track").set(DEFAULT.tracker());
                    draft.trace = top.section("trace").set(DEFAULT.trace());
                    draft.web = new WebReader(cameras).read(top.section("web"));
                    HealthSettings health = DEFAULT.health().withAccess(draft.web.access());
                    draft.health = top.section("health").set(health, "access");
                    draft.cameras = settings;
                    draft.markings = cameras.markings();
                    draft.profiles = rules.profiles();
                    draft.rules = rules.rules();
                    draft.sinks = top.each("sinks", new SinkReader(cameras, rules)::read);
                })
                .withDataFolder(data);
    }

    /** The model's classes; null where its card is not to be had, which the process that detects will tell. */
    private static @Nullable Labels labels(ModelSettings model) {
        try {
            return ModelInspector.labels(model.card());
        } catch (ModelException unknown) {
            return null;
        }
    }

    private static @Nullable String servers(@Nullable Value value) {
        String text = value == null ? null : value.text();
        return value == null || text == null ? null : value.accepted(() -> SightlineConfig.checkServers(text));
    }

    private static @Nullable Set<Role> roles(Value value) {
        List<Role> roles = value.each(item -> item.choice(Role.class));
        if (roles == null) {
            return null;
        }
        return value.accepted(() -> SightlineConfig.checkRoles(Set.copyOf(roles)));
    }

    private static String text(Path file, Problems problems) throws ConfigException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(file)))
                    .toString();
        } catch (IllegalArgumentException unusable) {
            problems.add(String.valueOf(unusable.getMessage()));
        } catch (CharacterCodingException notUtf8) {
            problems.add("is not text in UTF-8; save it as that");
        } catch (IOException unreadable) {
            problems.add("cannot be read; check its permissions");
        }
        throw problems.exception();
    }

    private static byte[] bytes(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IllegalArgumentException("there is no such file; correct the path");
        }
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("is not a file; name the YAML file itself");
        }
        try (var in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IllegalArgumentException("is larger than 1 MB, which no configuration is; name another file");
            }
            return bytes;
        }
    }
}
