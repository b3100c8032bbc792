package dev.sightline.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One reading of one file.
 *
 * @param folder the file's folder, which relative paths start from
 * @param problems what was found wrong so far
 * @param interpolation what fills in <code>${…}</code>
 * @param sections every section that was opened
 */
record Reading(Path folder, Problems problems, Interpolation interpolation, List<Section> sections) {
    Reading(Path folder, Problems problems, Interpolation interpolation) {
        this(folder, problems, interpolation, new ArrayList<>());
    }

    Section open(Node.Mapping node, String path, int line) {
        Section section = new Section(node, path, line, this);
        sections.add(section);
        return section;
    }

    /** Reports every key that nothing has asked for. */
    void reportUnknownKeys() {
        sections.forEach(Section::reportUnknownKeys);
    }
}
