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
        if (card == null) {
            return find(ModelFiles.BUILT_IN, BUILT_IN_CARD);
        }
        Path file = card.toAbsolutePath();
        Path folder = file.getParent();
        Path name = file.getFileName();
        if (folder == null || name == null) {
            throw new ModelException(card + " is not a model card");
        }
        return find(ModelFiles.in(folder), name.toString());
    }

    private static StoredModel find(ModelFiles files, String name) throws ModelException {
        ModelCard card = new CardReader(files).read(name);
        byte[] network = files.read(card.file());
        String sha256 = sha256(network);
        if (!sha256.equals(card.id().sha256())) {
            throw new ModelException("the model file " + card.file() + " is damaged or another one: its sha256 is "
                    + sha256 + ", its card says " + card.id().sha256());
        }
        return new StoredModel(card, network);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
