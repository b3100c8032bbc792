package dev.sightline;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The objects that {@code kubectl kustomize} would make of a folder, as far as this project's folders need it: resources,
 * labels, config maps from files, patches by JSON pointer, images and the namespace. It knows nothing else and says so.
 */
final class Kustomization {
    private static final Set<String> KNOWN =
            Set.of("apiVersion", "kind", "namespace", "resources", "configMapGenerator", "images", "labels", "patches");
    private static final Set<String> WITHOUT_NAMESPACE = Set.of("Namespace");

    private final Path folder;
    private final JsonObject file;
    private final List<JsonObject> objects = new ArrayList<>();

    private Kustomization(Path folder) throws IOException {
        this.folder = folder;
        file = yaml(folder.resolve("kustomization.yaml")).get(0);
        assertThat(file.keySet()).isSubsetOf(KNOWN);
    }

    static List<JsonObject> render(Path folder) throws IOException {
        return new Kustomization(folder).render();
    }

    /** Every document of a file. */
    static List<JsonObject> yaml(Path file) throws IOException {
        List<JsonObject> documents = new ArrayList<>();
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        yaml.loadAll(Files.readString(file))
                .forEach(document ->
                        documents.add(new Gson().toJsonTree(document).getAsJsonObject()));
        return documents;
    }

    private List<JsonObject> render() throws IOException {
        for (JsonElement resource : list(file, "resources")) {
            Path path = folder.resolve(resource.getAsString());
            objects.addAll(Files.isDirectory(path) ? render(path) : yaml(path));
        }
        for (JsonElement map : list(file, "configMapGenerator")) {
            objects.add(configMap(map.getAsJsonObject()));
        }
        for (JsonElement patch : list(file, "patches")) {
            patch(patch.getAsJsonObject());
        }
        for (JsonElement label : list(file, "labels")) {
            objects.forEach(object -> label(object, label.getAsJsonObject()));
        }
        for (JsonElement image : list(file, "images")) {
            containers().forEach(container -> image(container, image.getAsJsonObject()));
        }
        if (file.has("namespace")) {
            objects.stream()
                    .filter(object -> !WITHOUT_NAMESPACE.contains(kind(object)))
                    .forEach(object -> object.getAsJsonObject("metadata").add("namespace", file.get("namespace")));
        }
        return objects;
    }

    private JsonObject configMap(JsonObject generator) throws IOException {
        var data = new JsonObject();
        for (JsonElement name : list(generator, "files")) {
            data.addProperty(name.getAsString(), Files.readString(folder.resolve(name.getAsString())));
        }
        var metadata = new JsonObject();
        metadata.add("name", generator.get("name"));
        var map = new JsonObject();
        map.addProperty("apiVersion", "v1");
        map.addProperty("kind", "ConfigMap");
        map.add("metadata", metadata);
        map.add("data", data);
        return map;
    }

    private void patch(JsonObject patch) {
        JsonObject target = patch.getAsJsonObject("target");
        List<JsonObject> patched = objects.stream()
                .filter(object -> object.get("kind").equals(target.get("kind"))
                        && object.getAsJsonObject("metadata").get("name").equals(target.get("name")))
                .toList();
        assertThat(patched).as("what is patched by " + target).isNotEmpty();
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        Object operations = yaml.load(patch.get("patch").getAsString());
        for (JsonElement operation : new Gson().toJsonTree(operations).getAsJsonArray()) {
            patched.forEach(object -> apply(object, operation.getAsJsonObject()));
        }
    }

    private static void apply(JsonObject object, JsonObject operation) {
        List<String> path =
                List.of(operation.get("path").getAsString().substring(1).split("/", -1));
        JsonElement at = object;
        for (String step : path.subList(0, path.size() - 1)) {
            at = at instanceof JsonArray array
                    ? array.get(Integer.parseInt(step))
                    : at.getAsJsonObject().get(name(step));
            assertThat(at).as("%s of %s", step, path).isNotNull();
        }
        String key = name(path.get(path.size() - 1));
        String op = operation.get("op").getAsString();
        assertThat(op).isIn("add", "replace");
        assertThat(at.getAsJsonObject().has(key)).as("%s %s", op, path).isEqualTo(op.equals("replace"));
        at.getAsJsonObject().add(key, operation.get("value"));
    }

    /** A step of a JSON pointer. */
    private static String name(String step) {
        return step.replace("~1", "/").replace("~0", "~");
    }

    private static void label(JsonObject object, JsonObject label) {
        JsonObject pairs = label.getAsJsonObject("pairs");
        labels(object.getAsJsonObject("metadata"), pairs);
        JsonObject template = at(object, "spec", "template", "metadata");
        if (template != null && label.get("includeTemplates").getAsBoolean()) {
            labels(template, pairs);
        }
    }

    private static void labels(JsonObject metadata, JsonObject pairs) {
        if (!metadata.has("labels")) {
            metadata.add("labels", new JsonObject());
        }
        pairs.entrySet().forEach(pair -> metadata.getAsJsonObject("labels").add(pair.getKey(), pair.getValue()));
    }

    private static void image(JsonObject container, JsonObject image) {
        if (container.get("image").equals(image.get("name"))) {
            String name = image.get("newName").getAsString() + ":"
                    + image.get("newTag").getAsString();
            container.add("image", new JsonPrimitive(name));
        }
    }

    private List<JsonObject> containers() {
        return objects.stream().flatMap(object -> containers(object).stream()).toList();
    }

    /** Those of an object's pods; none where it has no pods. */
    static List<JsonObject> containers(JsonObject object) {
        JsonObject pod = at(object, "spec", "template", "spec");
        return pod == null
                ? List.of()
                : list(pod, "containers").stream()
                        .map(JsonElement::getAsJsonObject)
                        .toList();
    }

    static String kind(JsonObject object) {
        return object.get("kind").getAsString();
    }

    static String name(JsonObject object) {
        return object.getAsJsonObject("metadata").get("name").getAsString();
    }

    /** What is at a path of keys. */
    static @Nullable JsonObject at(JsonObject object, String... path) {
        JsonElement at = object;
        for (String key : path) {
            at = at instanceof JsonObject inner ? inner.get(key) : null;
        }
        return at instanceof JsonObject found ? found : null;
    }

    /** The elements of a list that may be missing. */
    static List<JsonElement> list(JsonObject object, String key) {
        return object.has(key) ? object.getAsJsonArray(key).asList() : List.of();
    }
}
