package dev.sightline.registry;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A registry that others have made keeps the contract. */
@Timeout(120)
class ApicurioIT extends RegistryContract {
    private static Apicurio apicurio;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Optional<Path> program = Apicurio.program();
        Assumptions.assumeTrue(program.isPresent(), "no Apicurio in the folder that -Dapicurio.folder names");
        apicurio = Apicurio.start(program.get(), folder.resolve("apicurio.log"));
    }

    @AfterAll
    static void stop() {
        if (apicurio != null) {
            apicurio.close();
        }
    }

    @Override
    String url() {
        return apicurio.url();
    }
}
