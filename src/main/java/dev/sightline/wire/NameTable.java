package dev.sightline.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Texts that a value refers to by their position, so that each is written once. */
final class NameTable {
    private final Map<String, Integer> positions = new LinkedHashMap<>();

    int position(String name) {
        Integer known = positions.putIfAbsent(name, positions.size());
        return known == null ? positions.size() - 1 : known;
    }

    List<String> names() {
        return List.copyOf(positions.keySet());
    }
}
