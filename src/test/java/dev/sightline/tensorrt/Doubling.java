package dev.sightline.tensorrt;

import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import java.util.Arrays;

/**
 * A user of the fake's network through DJL.
 *
 * @param least what is listed is above it
 */
record Doubling(float least) implements NoBatchifyTranslator<float[], Doubling.Answer> {
    /**
     * What the network says.
     *
     * @param doubled twice each number
     * @param large the places of the numbers above {@code least}
     */
    @SuppressWarnings("ArrayRecordComponent") // as they come from the arrays
    record Answer(float[] doubled, long[] large) {
        @Override
        public String toString() {
            return Arrays.toString(doubled) + " " + Arrays.toString(large);
        }
    }

    @Override
    public NDList processInput(TranslatorContext context, float[] numbers) {
        var manager = context.getNDManager();
        var bytes = manager.allocateDirect(numbers.length * Float.BYTES);
        bytes.asFloatBuffer().put(numbers);
        var array = manager.create(bytes, new Shape(numbers.length / 2, 2), DataType.FLOAT32);
        array.setName("numbers");
        var limit = manager.create(new float[] {least});
        limit.setName("least");
        return new NDList(limit, array);
    }

    @Override
    public Answer processOutput(TranslatorContext context, NDList list) {
        return new Answer(
                list.get("doubled").toFloatArray(),
                list.contains("large") ? list.get("large").toLongArray() : new long[0]);
    }

    /** What a predictor says about numbers, as text. */
    static String ask(Predictor<float[], Answer> predictor, float... numbers) throws Exception {
        return predictor.predict(numbers).toString();
    }
}
