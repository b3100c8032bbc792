package dev.sightline.tensorrt;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All that a plan depends on: a plan serves where every part is the same, and nowhere else.
 *
 * @param modelSha256 of the ONNX file, 64 lower-case hexadecimal digits
 * @param host where it is built
 * @param precision such as {@code fp16}
 * @param profiles the optimisation profiles, such as {@code pixels 1x300x300x3 8x300x300x3 64x300x300x3}
 * @param options every other option of the builder by its name
 */
public record PlanKey(
        String modelSha256, Host host, String precision, List<String> profiles, Map<String, String> options) {
    /**
     * What builds and runs plans. Measured timings hold for all models on the same host.
     *
     * @param tensorRt version of the library, such as {@code 10.6.0}
     * @param gpu the card's name, such as {@code NVIDIA H200}
     * @param capability its compute capability, such as {@code 9.0}
     */
    public record Host(String tensorRt, String gpu, String capability) {
        /** Checks that each is one line. */
        public Host {
            line(tensorRt);
            line(gpu);
            line(capability);
        }

        private Stream<String> lines() {
            return Stream.of("tensorrt " + tensorRt, "gpu " + gpu, "capability " + capability);
        }
    }

    /** Checks the parts and copies the collections. */
    public PlanKey {
        if (!modelSha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("modelSha256 is 64 lower-case hexadecimal digits");
        }
        line(precision);
        profiles = List.copyOf(profiles);
        profiles.forEach(PlanKey::line);
        options = Map.copyOf(options);
        options.forEach((name, value) -> line(name + value));
    }

    /** The key of the plan as text, the same for equal keys and different for others. */
    String plan() {
        Stream<String> rest = Stream.of(
                        Stream.of("model " + modelSha256, "precision " + precision),
                        profiles.stream().map(profile -> "profile " + profile),
                        new TreeMap<>(options)
                                .entrySet().stream()
                                        .map(option ->
                                                "option " + option.getKey().length() + " " + option.getKey() + " "
                                                        + option.getValue()))
                .flatMap(lines -> lines);
        return text("plan", rest);
    }

    /** The key of the host's timings as text. */
    String timings() {
        return text("timings", Stream.of());
    }

    private String text(String kind, Stream<String> rest) {
        return String.join(
                "\n",
                Stream.concat(Stream.concat(Stream.of(kind), host.lines()), rest)
                        .toList());
    }

    private static void line(String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a part of a plan's key is one line");
        }
    }
}
