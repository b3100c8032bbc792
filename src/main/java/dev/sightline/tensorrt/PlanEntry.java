package dev.sightline.tensorrt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The file of one entry: {@code SLPLAN01}, the key's length (4 bytes), the content's length (8 bytes), the key in UTF-8, the
 * content, and the SHA-256 of all before. Numbers are big-endian.
 */
final class PlanEntry {
    private static final byte[] MAGIC = "SLPLAN01".getBytes(UTF_8);
    private static final int LENGTHS = Integer.BYTES + Long.BYTES;
    private static final int CHECKSUM = 32;

    private PlanEntry() {}

    /**
     * The content of a file that is whole and has this key.
     *
     * @throws IOException saying what is wrong with it, in words that follow the file's name
     */
    static byte[] read(Path file, String key) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        byte[] keyBytes = key.getBytes(UTF_8);
        int start = MAGIC.length + LENGTHS + keyBytes.length;
        if (bytes.length < start + CHECKSUM) {
            throw new IOException("is cut off");
        }
        if (!Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new IOException("has another header");
        }
        var lengths = ByteBuffer.wrap(bytes, MAGIC.length, LENGTHS);
        boolean sameKey = lengths.getInt() == keyBytes.length;
        boolean sameLength = lengths.getLong() == (long) bytes.length - start - CHECKSUM;
        if (!sameKey || !Arrays.equals(bytes, MAGIC.length + LENGTHS, start, keyBytes, 0, keyBytes.length)) {
            throw new IOException("is of another key");
        }
        if (!sameLength) {
            throw new IOException("is cut off or too long");
        }
        MessageDigest digest = sha256();
        digest.update(bytes, 0, bytes.length - CHECKSUM);
        if (!MessageDigest.isEqual(digest.digest(), Arrays.copyOfRange(bytes, bytes.length - CHECKSUM, bytes.length))) {
            throw new IOException("does not have its checksum");
        }
        return Arrays.copyOfRange(bytes, start, bytes.length - CHECKSUM);
    }

    /** Writes a file in one piece to the disk itself; who can be cut off writes elsewhere and renames. */
    static void write(Path file, String key, byte[] content) throws IOException {
        byte[] keyBytes = key.getBytes(UTF_8);
        var head = ByteBuffer.allocate(MAGIC.length + LENGTHS + keyBytes.length)
                .put(MAGIC)
                .putInt(keyBytes.length)
                .putLong(content.length)
                .put(keyBytes);
        MessageDigest digest = sha256();
        digest.update(head.array());
        digest.update(content);
        try (var channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            for (ByteBuffer part :
                    new ByteBuffer[] {head.flip(), ByteBuffer.wrap(content), ByteBuffer.wrap(digest.digest())}) {
                while (part.hasRemaining()) {
                    channel.write(part);
                }
            }
            channel.force(true);
        }
    }

    /** How long the file of an entry is, in bytes. */
    static long size(String key, byte[] content) {
        return (long) MAGIC.length + LENGTHS + key.getBytes(UTF_8).length + content.length + CHECKSUM;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
