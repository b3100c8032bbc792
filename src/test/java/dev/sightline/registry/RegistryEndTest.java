package dev.sightline.registry;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The registry that other tests use keeps the contract too. */
class RegistryEndTest extends RegistryContract {
    private RegistryEnd end;

    @BeforeEach
    void start() throws IOException {
        end = RegistryEnd.start();
    }

    @AfterEach
    void stop() {
        end.close();
    }

    @Override
    String url() {
        return end.url();
    }
}
