package dev.sightline.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EventQueueTest {
    private static final Duration SHORT = Duration.ofMillis(10);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final EventQueue queue = new EventQueue(2);

    @Test
    void givesMessagesInOrder() throws Exception {
        queue.add("a");
        queue.add("b");
        assertThat(queue.next(SHORT)).isEqualTo("a");
        assertThat(queue.next(SHORT)).isEqualTo("b");
        assertThat(queue.next(SHORT)).isNull();
        assertThat(queue.takeMissed()).isZero();
    }

    @Test
    void letsTheOldestGoAndCountsIt() throws Exception {
        queue.add("a");
        queue.add("b");
        queue.add("c");
        queue.add("d");
        assertThat(queue.takeMissed()).isEqualTo(2);
        assertThat(queue.takeMissed()).isZero();
        assertThat(queue.next(SHORT)).isEqualTo("c");
        assertThat(queue.next(SHORT)).isEqualTo("d");
    }

    @Test
    void wakesAWaitingReader() throws Exception {
        var next = CompletableFuture.supplyAsync(this::waitLong);
        queue.add("a");
        assertThat(next.get(5, TimeUnit.SECONDS)).isEqualTo("a");
    }

    @Test
    void endsAWaitWhenClosed() throws Exception {
        var next = CompletableFuture.supplyAsync(this::waitLong);
        queue.close();
        assertThat(next.get(5, TimeUnit.SECONDS)).isEqualTo("closed");
        queue.add("late");
        assertThat(queue.next(SHORT)).isNull();
    }

    private String waitLong() {
        try {
            String message = queue.next(LONG);
            return message == null ? "closed" : message;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
