package dev.sightline.ssd;

import java.util.List;

/**
 * Two maps added, cell by cell (the residual of K. He et al., arXiv 1512.03385, section 3.2).
 *
 * @param name as in {@link Layer}
 * @param first layer that it reads
 * @param second layer that it reads
 * @param inputChannels of both
 * @param inputSize of both
 */
public record Sum(String name, String first, String second, int inputChannels, int inputSize) implements Layer {
    @Override
    public List<String> inputs() {
        return List.of(first, second);
    }
}
