package dev.sightline.model;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Finds models: the built-in one, or one whose card is in a file. */
final class ModelStore {
    private static final String BUILT_IN_CARD = "ssdlite_mobilenet_v2_coco.json";

    private ModelStore() {}

    /**
     * A model that was found and is what its card says.
     *
     * @param card the checked card
     * @param network the ONNX file from its first byte, in memory
     */
    @SuppressWarnings("ArrayRecordComponent") // megabytes, never compared
    record StoredModel(ModelCard card, byte[] network) {}

    /**
     * Reads a card and its model, and compares the checksum.
     *
     * @param card the card's file, or null for the built-in model
     */
    static StoredModel find(@Nullable Path card) throws ModelException {
        Place place = place(card);
        ModelCard read = card(place);
        byte[] network = place.files.read(read.file());
        String sha256 = sha256(network);
        if (!sha256.equals(read.id().sha256())) {
            throw new ModelException("the model file " + read.file() + " is damaged or another one: its sha256 is "
                    + sha256 + ", its card says " + read.id().sha256());
        }
        return new StoredModel(read, network);
    }

    /** Reads a card alone; null for that of the built-in model. */
    static ModelCard card(@Nullable Path card) throws ModelException {
        return card(place(card));
    }

    private static ModelCard card(Place place) throws ModelException {
        return new CardReader(place.files).read(place.name);
    }

    /** Where a card is, under which name. */
    private record Place(ModelFiles files, String name) {}

    private static Place place(@Nullable Path card) throws ModelException {
        if (card == null) {
            return new Place(ModelFiles.BUILT_IN, BUILT_IN_CARD);
        }
        Path file = card.toAbsolutePath();
        Path folder = file.getParent();
        Path name = file.getFileName();
        if (folder == null || name == null) {
            throw new ModelException(card + " is not a model card");
        }
        return new Place(ModelFiles.in(folder), name.toString());
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
