package dev.sightline.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanKeyTest {
    private static final String MODEL = "0123456789abcdef".repeat(4);
    private static final PlanKey.Host HOST = new PlanKey.Host("10.6.0", "NVIDIA H200", "9.0");
    private static final PlanKey KEY = new PlanKey(MODEL, HOST, "fp16", List.of("1 8 64"), Map.of("workspace", "1"));

    @Test
    void everyPartMakesAnotherKey() {
        var others = List.of(
                new PlanKey("f".repeat(64), HOST, "fp16", List.of("1 8 64"), Map.of("workspace", "1")),
                on(new PlanKey.Host("10.6.1", "NVIDIA H200", "9.0")),
                on(new PlanKey.Host("10.6.0", "NVIDIA H100", "9.0")),
                on(new PlanKey.Host("10.6.0", "NVIDIA H200", "8.0")),
                new PlanKey(MODEL, HOST, "fp32", List.of("1 8 64"), Map.of("workspace", "1")),
                new PlanKey(MODEL, HOST, "fp16", List.of("1 8 32"), Map.of("workspace", "1")),
                new PlanKey(MODEL, HOST, "fp16", List.of("1 8 64", "1 1 1"), Map.of("workspace", "1")),
                new PlanKey(MODEL, HOST, "fp16", List.of("1 8 64"), Map.of("workspace", "2")),
                new PlanKey(MODEL, HOST, "fp16", List.of("1 8 64"), Map.of("work", "space 1")),
                new PlanKey(MODEL, HOST, "fp16", List.of("1 8 64"), Map.of()),
                KEY);
        assertThat(others).extracting(PlanKey::plan).doesNotHaveDuplicates().doesNotContain(KEY.timings());
    }

    @Test
    void theOrderOfOptionsMakesNoOther() {
        Map<String, String> one = new LinkedHashMap<>();
        one.put("a", "1");
        one.put("b", "2");
        Map<String, String> two = new LinkedHashMap<>();
        two.put("b", "2");
        two.put("a", "1");
        assertThat(new PlanKey(MODEL, HOST, "fp16", List.of(), one).plan())
                .isEqualTo(new PlanKey(MODEL, HOST, "fp16", List.of(), two).plan());
    }

    @Test
    void timingsAreOfTheHostAlone() {
        var other = new PlanKey("f".repeat(64), HOST, "int8", List.of(), Map.of());
        assertThat(other.timings()).isEqualTo(KEY.timings());
        assertThat(on(new PlanKey.Host("10.6.0", "NVIDIA H100", "9.0")).timings())
                .isNotEqualTo(KEY.timings());
    }

    @Test
    void refusesWhatCouldPassForAnotherPart() {
        assertThatThrownBy(() -> new PlanKey.Host("10.6.0\ngpu x", "x", "9.0"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PlanKey("model", HOST, "fp16", List.of(), Map.of()))
                .hasMessageContaining("64 lower-case hexadecimal digits");
    }

    private static PlanKey on(PlanKey.Host host) {
        return new PlanKey(MODEL, host, "fp16", List.of("1 8 64"), Map.of("workspace", "1"));
    }
}
