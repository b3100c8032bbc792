package dev.sightline.config;

import java.util.List;
import java.util.Map;

/** A part of a YAML file that knows its line, counted from 1. */
sealed interface Node {
    int line();

    /** What it is, for messages. */
    String kind();

    /** Nothing, as after a key without a value. */
    record Empty(int line) implements Node {
        @Override
        public String kind() {
            return "nothing";
        }
    }

    /** A text, a number or a word, as it is written but without quotes. */
    record Scalar(int line, String text) implements Node {
        @Override
        public String kind() {
            return "a text";
        }

        /** Leaves the text out, which may be a password. */
        @Override
        public String toString() {
            return "text in line " + line;
        }
    }

    /** A list. */
    record Sequence(int line, List<Node> items) implements Node {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /** Keys and values. */
    record Mapping(int line, Map<String, Entry> entries) implements Node {
        @Override
        public String kind() {
            return "a section";
        }
    }

    /** The value of a key, and the line of the key. */
    record Entry(int line, Node value) {}
}
