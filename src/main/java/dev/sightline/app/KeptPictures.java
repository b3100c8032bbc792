package dev.sightline.app;

import dev.sightline.alert.Alert;
import dev.sightline.stream.KafkaSettings;
import dev.sightline.stream.NamedRecords;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pictures in the evidence of alerts. Safe for use by several threads.
 *
 * @param kafka where the evidence is
 */
record KeptPictures(KafkaSettings kafka) {
    private static final Logger LOG = LoggerFactory.getLogger(KeptPictures.class);

    /** Evidence is there some tenths of a second after its alert, when all is well. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** The picture of an alert as JPEG; nothing when none was kept, or it is not there within some seconds. */
    Optional<byte[]> of(Alert alert) {
        if (alert.kind() == Alert.Kind.ENDED) {
            return Optional.empty();
        }
        try (var records = new NamedRecords(kafka)) {
            return records.evidence(alert, PATIENCE)
                    .flatMap(kept -> Optional.ofNullable(kept.jpeg()))
                    .map(KeptPictures::bytes);
        } catch (RuntimeException e) {
            LOG.debug("no picture of alert {}: {}", alert.id(), e.getMessage());
            return Optional.empty();
        }
    }

    private static byte[] bytes(ByteBuffer jpeg) {
        byte[] bytes = new byte[jpeg.remaining()];
        jpeg.duplicate().get(bytes);
        return bytes;
    }
}
