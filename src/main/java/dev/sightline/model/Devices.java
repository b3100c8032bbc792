package dev.sightline.model;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which GPUs a model runs on.
 *
 * @param numbers each from 0 to 63 and there once; none for all that the machine has
 */
public record Devices(List<Integer> numbers) {
    /** The first GPU. */
    public static final Devices FIRST = new Devices(List.of(0));

    /** All GPUs of the machine. */
    public static final Devices ALL = new Devices(List.of());

    private static final int LARGEST = 63;
    private static final Pattern NUMBERS = Pattern.compile("\\d{1,4}(\\s*,\\s*\\d{1,4})*");

    /** Checks and copies the numbers. */
    public Devices {
        numbers = List.copyOf(numbers);
        if (numbers.stream().anyMatch(number -> number < 0 || number > LARGEST)
                || numbers.stream().distinct().count() < numbers.size()) {
            throw new IllegalArgumentException(
                    "devices is all, or numbers from 0 to 63 with commas between, each once");
        }
    }

    /**
     * Reads {@code all}, a number, or several with commas between.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static Devices parse(String text) {
        String trimmed = text.trim();
        if (trimmed.equals("all")) {
            return ALL;
        }
        if (!NUMBERS.matcher(trimmed).matches()) {
            throw new IllegalArgumentException(
                    "devices is all, or numbers from 0 to 63 with commas between, each once");
        }
        return new Devices(Arrays.stream(trimmed.split("\\s*,\\s*", -1))
                .map(Integer::valueOf)
                .toList());
    }

    /** The number to ask about first. */
    int first() {
        return numbers.isEmpty() ? 0 : numbers.get(0);
    }

    /** The first one alone. */
    Devices firstOnly() {
        return new Devices(List.of(first()));
    }

    /** The numbers on a machine with {@code count} GPUs; those that it does not have are among them. */
    List<Integer> on(int count) {
        return numbers.isEmpty() ? IntStream.range(0, count).boxed().toList() : numbers;
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return numbers.isEmpty() ? "all" : numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
