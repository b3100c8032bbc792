package dev.sightline;

import static dev.sightline.Kustomization.at;
import static dev.sightline.Kustomization.containers;
import static dev.sightline.Kustomization.kind;
import static dev.sightline.Kustomization.list;
import static dev.sightline.Kustomization.name;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.sightline.config.ConfigReader;
import dev.sightline.config.Role;
import dev.sightline.config.SightlineConfig;
import dev.sightline.web.HealthServer;
import dev.sightline.web.HealthSettings;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscalerBehavior;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The objects of {@code deploy/kubernetes}: by the schema of the Kubernetes API, and as they fit together and to the program. */
class KubernetesTest {
    private static final Path FOLDER = Path.of("deploy/kubernetes");

    /** The classes that Kubernetes's own client makes of its OpenAPI schema; each refuses a field that is not its own. */
    private static final Map<String, Class<?>> KINDS = Map.of(
            "v1 Namespace", V1Namespace.class,
            "v1 ConfigMap", V1ConfigMap.class,
            "v1 Service", V1Service.class,
            "apps/v1 Deployment", V1Deployment.class,
            "apps/v1 StatefulSet", V1StatefulSet.class,
            "policy/v1 PodDisruptionBudget", V1PodDisruptionBudget.class,
            "networking.k8s.io/v1 NetworkPolicy", V1NetworkPolicy.class);

    private static final int DRAIN_SECONDS = 10;

    @ParameterizedTest
    @ValueSource(strings = {"base", "gpu"})
    void isWhatTheApiTakes(String overlay) throws Exception {
        List<JsonObject> objects = Kustomization.render(FOLDER.resolve(overlay));
        assertThat(objects).hasSizeGreaterThan(12);
        for (JsonObject object : objects) {
            validate(object);
        }
    }

    private static void validate(JsonObject object) throws Exception {
        if (kind(object).equals("ScaledObject")) {
            var schema = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                    .getSchema(Files.readString(Path.of("src/test/resources/kubernetes/scaled-object.schema.json")));
            assertThat(schema.validate(object.toString(), InputFormat.JSON)).isEmpty();
            JsonObject behavior =
                    requireNonNull(at(object, "spec", "advanced", "horizontalPodAutoscalerConfig", "behavior"));
            V2HorizontalPodAutoscalerBehavior.validateJsonElement(behavior);
            return;
        }
        String type = object.get("apiVersion").getAsString() + " " + kind(object);
        assertThat(KINDS).as(name(object)).containsKey(type);
        Class<?> kind = requireNonNull(KINDS.get(type));
        try {
            kind.getMethod("validateJsonElement", JsonElement.class).invoke(null, object);
        } catch (InvocationTargetException refused) {
            throw new AssertionError(type + " " + name(object), refused.getCause());
        }
        assertThat(JSON.<Object>deserialize(object.toString(), kind)).isInstanceOf(kind);
    }

    @Test
    void wouldBeRefusedWithAFieldThatTheApiDoesNotKnow() throws Exception {
        JsonObject detect = find(objects(), "Deployment", "detect");
        containers(detect).get(0).add("redinessProbe", new JsonObject());
        assertThatThrownBy(() -> validate(detect)).hasRootCauseInstanceOf(IllegalArgumentException.class);
        JsonObject ingest = find(objects(), "Deployment", "ingest");
        requireNonNull(at(ingest, "spec")).add("replicas", new JsonPrimitive("one"));
        assertThatThrownBy(() -> validate(ingest)).hasMessageContaining("one");
        JsonObject scaling = find(objects(), "ScaledObject", "detect");
        requireNonNull(at(scaling, "spec")).add("maxReplicas", new JsonPrimitive(8));
        assertThatThrownBy(() -> validate(scaling)).hasMessageContaining("maxReplicas");
    }

    @Test
    void hasAWorkloadForEachRole() throws Exception {
        Set<String> roles = Stream.of(Role.values())
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .collect(toSet());
        assertThat(workloads()).extracting(Kustomization::name).containsExactlyInAnyOrderElementsOf(roles);
        assertThat(workloads())
                .allSatisfy(workload -> assertThat(texts(list(container(workload), "args")))
                        .contains(
                                "run",
                                "--roles=" + name(workload),
                                "--config=/etc/sightline/sightline.yaml",
                                "--data=/data"));
    }

    @Test
    void hasAFileForItsPodsThatTheProgramReads(@TempDir Path folder) throws Exception {
        SightlineConfig config = config(folder);
        assertThat(config.embedsBroker()).isFalse();
        assertThat(config.web().access().asks()).isTrue();
        assertThat(workloads())
                .as("a secret that is said how to make")
                .allSatisfy(workload -> assertThat(texts(list(container(workload), "envFrom")))
                        .containsExactly("{\"secretRef\":{\"name\":\"sightline\"}}"));
    }

    @Test
    void probesWhatIsAnsweredWithoutAToken(@TempDir Path folder) throws Exception {
        SightlineConfig config = config(folder);
        assertThat(config.health().host()).isEqualTo("0.0.0.0");
        var settings = HealthSettings.DEFAULT.withAccess(config.health().access());
        try (var server = new HealthServer(settings, () -> "", List::of, InstantSource.system())) {
            for (JsonObject workload : workloads()) {
                for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                    JsonObject get = requireNonNull(at(container(workload), probe, "httpGet"), probe);
                    assertThat(ports(workload))
                            .containsEntry(
                                    get.get("port").getAsString(),
                                    config.health().port());
                    URI path = URI.create("http://localhost:" + server.port()
                            + get.get("path").getAsString());
                    var answer = HttpClient.newHttpClient()
                            .send(HttpRequest.newBuilder(path).build(), HttpResponse.BodyHandlers.discarding());
                    assertThat(answer.statusCode()).as(path.getPath()).isEqualTo(200);
                }
            }
        }
    }

    @Test
    void selectsPodsThatThereAre() throws Exception {
        for (JsonObject object : objects()) {
            JsonObject selector = at(object, "spec", "selector");
            JsonObject labels =
                    switch (kind(object)) {
                        case "Deployment", "StatefulSet", "PodDisruptionBudget" ->
                            at(requireNonNull(selector), "matchLabels");
                        case "NetworkPolicy" -> at(object, "spec", "podSelector", "matchLabels");
                        case "Service" -> selector;
                        default -> null;
                    };
            if (labels != null) {
                assertThat(workloads())
                        .as(kind(object) + " " + name(object))
                        .anySatisfy(workload ->
                                assertThat(podLabels(workload).entrySet()).containsAll(labels.entrySet()));
            }
        }
        for (JsonObject service : all("Service")) {
            JsonObject workload = find(objects(), name(service));
            assertThat(list(requireNonNull(at(service, "spec")), "ports"))
                    .allSatisfy(port -> assertThat(ports(workload))
                            .containsKey(
                                    port.getAsJsonObject().get("targetPort").getAsString()));
        }
    }

    @Test
    void keepsAPodWhereThereAreSeveral() throws Exception {
        Set<String> kept =
                all("PodDisruptionBudget").stream().map(Kustomization::name).collect(toSet());
        Set<String> several = workloads().stream()
                .filter(workload -> !requireNonNull(at(workload, "spec")).has("replicas")
                        || requireNonNull(at(workload, "spec")).get("replicas").getAsInt() > 1)
                .map(Kustomization::name)
                .collect(toSet());
        assertThat(kept).isEqualTo(several);
    }

    @Test
    void letsPodsReachWhatTheyNeedAndBeReachedByWhoAsksThem(@TempDir Path folder) throws Exception {
        SightlineConfig config = config(folder);
        int kafka = Integer.parseInt(config.servers().replaceFirst(".*:", ""));
        for (JsonObject workload : workloads()) {
            String role = name(workload);
            assertThat(open(workload, "egress")).as(role).contains(53, kafka, 9093, 4318, 443, 8080, 8081);
            assertThat(open(workload, "ingress"))
                    .as(role)
                    .containsExactlyInAnyOrderElementsOf(ports(workload).values());
        }
        assertThat(open(find(objects(), "ingest"), "egress")).contains(554, 322, 80, 443);
        assertThat(open(find(objects(), "analyze"), "egress")).contains(443, 465, 587, 1883, 8883);
    }

    @Test
    void givesPodsTimeToDrainAndNoMoreRightsThanTheyNeed() throws Exception {
        for (JsonObject workload : workloads()) {
            JsonObject pod = requireNonNull(at(workload, "spec", "template", "spec"));
            assertThat(pod.get("terminationGracePeriodSeconds").getAsInt()).isGreaterThan(DRAIN_SECONDS);
            assertThat(pod.get("automountServiceAccountToken").getAsBoolean()).isFalse();
            JsonObject rights = requireNonNull(at(pod, "securityContext"));
            assertThat(rights.get("runAsNonRoot").getAsBoolean()).isTrue();
            assertThat(rights.get("runAsUser").getAsInt()).isPositive();
            assertThat(rights.get("seccompProfile")).hasToString("{\"type\":\"RuntimeDefault\"}");
            assertThat(at(container(workload), "securityContext"))
                    .hasToString("{\"allowPrivilegeEscalation\":false,\"readOnlyRootFilesystem\":true,"
                            + "\"capabilities\":{\"drop\":[\"ALL\"]}}");
            assertThat(volumes(workload)).containsExactlyInAnyOrderElementsOf(mounts(workload));
            assertThat(mounts(workload)).containsExactlyInAnyOrder("config", "data", "tmp");
        }
    }

    @Test
    void scalesTheDetectorsByTheFramesThatWait(@TempDir Path folder) throws Exception {
        SightlineConfig config = config(folder);
        JsonObject scaling = requireNonNull(at(find(objects(), "ScaledObject", "detect"), "spec"));
        JsonObject target = find(
                objects(),
                "Deployment",
                scaling.getAsJsonObject("scaleTargetRef").get("name").getAsString());
        assertThat(requireNonNull(at(target, "spec")).has("replicas")).isFalse();
        assertThat(scaling.get("maxReplicaCount").getAsInt())
                .isEqualTo(config.stream().partitions());
        JsonObject kafka =
                scaling.getAsJsonArray("triggers").get(0).getAsJsonObject().getAsJsonObject("metadata");
        String prefix = config.stream().prefix();
        assertThat(kafka.get("bootstrapServers").getAsString()).isEqualTo(config.servers());
        assertThat(kafka.get("topic").getAsString()).isEqualTo(prefix + ".frames");
        assertThat(kafka.get("consumerGroup").getAsString()).isEqualTo(prefix + "-detect");
    }

    @Test
    void givesOnlyTheDetectorsOfTheOverlayAGpu() throws Exception {
        for (JsonObject workload : workloads(Kustomization.render(FOLDER.resolve("gpu")))) {
            boolean detects = name(workload).equals("detect");
            JsonObject container = container(workload);
            assertThat(container.get("image").getAsString()).isEqualTo(detects ? "sightline:gpu" : "sightline:latest");
            assertThat(requireNonNull(at(container, "resources", "limits")).has("nvidia.com/gpu"))
                    .isEqualTo(detects);
            JsonObject pod = requireNonNull(at(workload, "spec", "template", "spec"));
            assertThat(pod.has("nodeSelector")).isEqualTo(detects);
        }
        assertThat(workloads())
                .allSatisfy(
                        workload -> assertThat(container(workload).get("image").getAsString())
                                .isEqualTo("sightline:latest"));
    }

    private static List<JsonObject> objects() throws Exception {
        return Kustomization.render(FOLDER.resolve("base"));
    }

    private static List<JsonObject> workloads() throws Exception {
        return workloads(objects());
    }

    private static List<JsonObject> workloads(List<JsonObject> objects) {
        return objects.stream().filter(object -> !containers(object).isEmpty()).toList();
    }

    private static List<JsonObject> all(String kind) throws Exception {
        return objects().stream().filter(object -> kind(object).equals(kind)).toList();
    }

    private static JsonObject find(List<JsonObject> objects, String kind, String name) {
        return objects.stream()
                .filter(object -> kind(object).equals(kind) && name(object).equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The workload of this name. */
    private static JsonObject find(List<JsonObject> objects, String name) {
        return workloads(objects).stream()
                .filter(workload -> name(workload).equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static JsonObject container(JsonObject workload) {
        assertThat(containers(workload)).hasSize(1);
        return containers(workload).get(0);
    }

    /** The program's own reading of the config map, with the secrets that are said to be made. */
    private static SightlineConfig config(Path folder) throws Exception {
        Map<String, String> secret = Pattern.compile("--from-literal=([A-Z_]+)=")
                .matcher(Files.readString(FOLDER.resolve("base/kustomization.yaml")))
                .results()
                .collect(toMap(match -> match.group(1), match -> "long-enough-to-be-a-token-of-" + match.group(1)));
        JsonObject data = requireNonNull(at(all("ConfigMap").get(0), "data"));
        Path file = folder.resolve("sightline.yaml");
        return new ConfigReader(secret)
                .read(Files.writeString(file, data.get("sightline.yaml").getAsString()));
    }

    private static Map<String, Integer> ports(JsonObject workload) {
        return list(container(workload), "ports").stream()
                .map(JsonElement::getAsJsonObject)
                .collect(toMap(
                        port -> port.get("name").getAsString(),
                        port -> port.get("containerPort").getAsInt()));
    }

    private static JsonObject podLabels(JsonObject workload) {
        return requireNonNull(at(workload, "spec", "template", "metadata", "labels"));
    }

    /** The ports that some network policy opens for a workload's pods. */
    private static Set<Integer> open(JsonObject workload, String direction) throws Exception {
        return all("NetworkPolicy").stream()
                .filter(policy -> podLabels(workload)
                        .entrySet()
                        .containsAll(requireNonNull(at(policy, "spec", "podSelector", "matchLabels"))
                                .entrySet()))
                .flatMap(policy -> list(requireNonNull(at(policy, "spec")), direction).stream())
                .flatMap(rule -> list(rule.getAsJsonObject(), "ports").stream())
                .map(JsonElement::getAsJsonObject)
                .filter(port -> !port.has("endPort"))
                .map(port -> port.get("port").getAsInt())
                .collect(toSet());
    }

    private static List<String> volumes(JsonObject workload) {
        JsonObject spec = requireNonNull(at(workload, "spec"));
        List<String> names = new ArrayList<>();
        list(requireNonNull(at(spec, "template", "spec")), "volumes")
                .forEach(
                        volume -> names.add(volume.getAsJsonObject().get("name").getAsString()));
        list(spec, "volumeClaimTemplates").forEach(claim -> names.add(name(claim.getAsJsonObject())));
        return names;
    }

    private static List<String> mounts(JsonObject workload) {
        return list(container(workload), "volumeMounts").stream()
                .map(mount -> mount.getAsJsonObject().get("name").getAsString())
                .toList();
    }

    private static List<String> texts(List<JsonElement> elements) {
        return elements.stream()
                .map(element -> element.isJsonPrimitive() ? element.getAsString() : element.toString())
                .toList();
    }
}
