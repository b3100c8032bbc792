package dev.sightline.weights;

import dev.sightline.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The nodes of a TensorFlow graph that compute maps, and which reads which. */
final class TensorFlowJsGraph {
    private static final Set<String> CONVOLUTIONS = Set.of("Conv2D", "DepthwiseConv2dNative");
    private static final Set<String> NORMS = Set.of("FusedBatchNorm", "FusedBatchNormV2", "FusedBatchNormV3");
    private static final Set<String> SUMS = Set.of("Add", "AddV2", "AddN", "BiasAdd");
    private static final Set<String> OTHERS = Set.of("Mul", "Sub", "Relu6");

    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<String, List<Node>> readers = new HashMap<>();

    /**
     * One step.
     *
     * @param name of its output
     * @param op TensorFlow's name of what it does
     * @param inputs names of what it reads
     * @param epsilon of a norm, else 0
     */
    record Node(String name, String op, List<String> inputs, double epsilon) {
        boolean isConvolution() {
            return CONVOLUTIONS.contains(op);
        }

        boolean isNorm() {
            return NORMS.contains(op) && inputs.size() >= 5;
        }

        boolean isSum() {
            return SUMS.contains(op) && inputs.size() == 2;
        }

        boolean isProduct() {
            return op.equals("Mul") && inputs.size() == 2;
        }

        /** The other of two inputs. */
        String inputBeside(String name) {
            return inputs.get(inputs.get(0).equals(name) ? 1 : 0);
        }
    }

    /**
     * Reads the graph.
     *
     * @param topology the {@code modelTopology} of a {@code model.json}
     */
    TensorFlowJsGraph(JsonObject topology) throws IOException {
        for (JsonObject json : topology.objects("node")) {
            String op = json.text("op");
            if (CONVOLUTIONS.contains(op) || NORMS.contains(op) || SUMS.contains(op) || OTHERS.contains(op)) {
                add(new Node(json.text("name"), op, json.texts("input"), epsilon(json, op)));
            } else if (op.startsWith("_Fused") || op.startsWith("Fused")) {
                throw json.wrong("op", "is " + op + " of " + json.text("name") + ", which is not read");
            }
        }
    }

    private void add(Node node) {
        nodes.put(node.name(), node);
        for (String input : Set.copyOf(node.inputs())) {
            readers.computeIfAbsent(input, name -> new ArrayList<>()).add(node);
        }
    }

    private static double epsilon(JsonObject json, String op) throws IOException {
        return NORMS.contains(op) ? json.object("attr").object("epsilon").number("f", 0, 1) : 0;
    }

    /** The node of this name, if it is one that is read. */
    @Nullable
    Node node(String name) {
        return nodes.get(name);
    }

    /** The convolution whose kernel's name begins with {@code prefix}. */
    @Nullable
    Node convolution(String prefix) {
        return nodes.values().stream()
                .filter(node -> node.isConvolution() && node.inputs().size() == 2)
                .filter(node -> node.inputs().get(1).startsWith(prefix))
                .findFirst()
                .orElse(null);
    }

    /** What reads this output, if it is one node only. */
    @Nullable
    Node onlyReader(String output) {
        List<Node> all = readers.getOrDefault(output, List.of());
        return all.size() == 1 ? all.get(0) : null;
    }
}
