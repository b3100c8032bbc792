package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class InOrderTest {
    private final ExecutorService workers = Executors.newFixedThreadPool(4);
    private final List<Integer> taken = new ArrayList<>();

    @AfterEach
    void end() {
        workers.shutdownNow();
    }

    @Test
    void takesResultsInTheOrderOfTheWork() throws Exception {
        try (var order = new InOrder<Integer>(workers, taken::add)) {
            for (int i = 0; i < 1000; i += 2) {
                int number = i;
                CountDownLatch later = new CountDownLatch(1);
                order.submit(() -> {
                    later.await();
                    return number;
                });
                order.submit(() -> {
                    later.countDown();
                    return number + 1;
                });
            }
            order.finish();
        }
        assertThat(taken).isEqualTo(IntStream.range(0, 1000).boxed().toList());
    }

    @Test
    void hasNoRoomWhileTooMuchIsUnderWay() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (var order = new InOrder<Integer>(workers, taken::add)) {
            int most = 0;
            while (order.hasRoom()) {
                int number = most++;
                order.submit(() -> {
                    release.await();
                    return number;
                });
            }
            assertThat(most).isEqualTo(3 * Runtime.getRuntime().availableProcessors());
            release.countDown();
            order.finish();
            assertThat(order.hasRoom()).isTrue();
            assertThat(taken).hasSize(most);
        }
    }

    @Test
    void takesNothingAfterAFailure() {
        try (var order = new InOrder<Integer>(workers, taken::add)) {
            assertThatThrownBy(() -> {
                        order.submit(() -> 1);
                        order.submit(() -> {
                            throw new IOException("second");
                        });
                        order.submit(() -> 3);
                        order.finish();
                    })
                    .cause()
                    .isInstanceOf(IOException.class)
                    .hasMessage("second");
            assertThatThrownBy(order::finish).hasMessageContaining("second");
        }
        assertThat(taken).containsExactly(1);
    }
}
