package dev.sightline.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The embedded broker's folder: checked for room and rights, and formatted once. */
final class BrokerFolder {
    /**
     * Version 2 refuses the second of several batches under way to a partition that is new in a transaction, and logs an
     * error each time, though the producer sends it again and nothing is lost.
     */
    private static final short TRANSACTION_VERSION = 1;

    /** The id of every embedded cluster; it only has to be the same at each start on the same folder. */
    private static final String CLUSTER_ID = "c2lnaHRsaW5lLWVtYmVkZA";

    private static final Logger LOG = LoggerFactory.getLogger(BrokerFolder.class);
    private static final long LEAST_SPACE = 256L << 20;

    private BrokerFolder() {}

    /** Makes {@code folder} ready for a broker, keeping what is in it; true if a broker used it before. */
    static boolean prepare(Path folder, long leastSpace) {
        try {
            Files.createDirectories(folder);
            Path probe = Files.createTempFile(folder, "probe", null);
            Files.delete(probe);
            long space = Files.getFileStore(folder).getUsableSpace();
            if (space < leastSpace) {
                throw new BrokerException(
                        "the data folder " + folder + " has only " + (space >> 20) + " MB left and needs "
                                + (leastSpace >> 20) + " MB; free some or choose another with --data",
                        null);
            }
        } catch (IOException e) {
            throw new BrokerException(
                    "the data folder " + folder + " cannot be written; choose another with --data (" + e + ")", e);
        }
        refuseIfInUse(folder);
        boolean used = Files.exists(folder.resolve("__cluster_metadata-0"));
        format(folder);
        return used;
    }

    /** A running broker holds a lock on the file {@code .lock}. */
    private static void refuseIfInUse(Path folder) {
        try (FileChannel channel =
                        FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null) {
                return;
            }
        } catch (OverlappingFileLockException | IOException e) {
            LOG.debug("lock of {}", folder, e);
        }
        throw new BrokerException(
                "the data folder " + folder
                        + " is in use by another Sightline; stop it, choose another folder with --data, or name that one's"
                        + " broker with --bootstrap-servers",
                null);
    }

    /** Makes {@code folder} ready for a broker that has at least 256 MB to write to; true if one used it before. */
    static boolean prepare(Path folder) {
        return prepare(folder, LEAST_SPACE);
    }

    private static void format(Path folder) {
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setNodeId(EmbeddedBroker.NODE_ID)
                    .setClusterId(CLUSTER_ID)
                    .setDirectories(List.of(folder.toString()))
                    .setMetadataLogDirectory(folder.toString())
                    .setControllerListenerName(EmbeddedBroker.CONTROLLER)
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setFeatureLevel("transaction.version", TRANSACTION_VERSION)
                    .setIgnoreFormatted(true)
                    .run();
        } catch (Exception e) {
            throw new BrokerException("the data folder " + folder + " cannot be used: " + e.getMessage(), e);
        }
    }
}
