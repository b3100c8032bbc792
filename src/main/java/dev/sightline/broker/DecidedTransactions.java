package dev.sightline.broker;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transactions that are committed or rolled back, but whose markers may not have reached every partition yet. A broker
 * that stops loses its partitions first, and a marker for a partition without a leader is lost (KAFKA-20734).
 */
final class DecidedTransactions {
    private static final Logger LOG = LoggerFactory.getLogger(DecidedTransactions.class);
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final long POLL_MS = 5;
    private static final ListTransactionsOptions DECIDED = new ListTransactionsOptions()
            .filterStates(Set.of(TransactionState.PREPARE_COMMIT, TransactionState.PREPARE_ABORT));

    private DecidedTransactions() {}

    /** Returns when every marker is written; gives up after 3 s with a warning. */
    static void await(String bootstrapServers) {
        long end = System.nanoTime() + LIMIT.toNanos();
        Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        try {
            while (!admin.listTransactions(DECIDED)
                    .all()
                    .get(end - System.nanoTime(), TimeUnit.NANOSECONDS)
                    .isEmpty()) {
                Time.SYSTEM.sleep(POLL_MS);
            }
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("transactions were still being completed when the embedded broker stopped: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            admin.close(Duration.ZERO);
        }
    }
}
