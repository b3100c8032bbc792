package dev.sightline.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.message.SchemaStore;

/** The schemas of earlier versions, whose records are still read. */
final class EarlierSchemas {
    private EarlierSchemas() {}

    /**
     * Finds those of the resources.
     *
     * @param names of the files in {@code /schemas}, without their ending
     */
    static SchemaStore of(String... names) {
        var store = new SchemaStore.Cache();
        for (String name : names) {
            try (InputStream schema = EarlierSchemas.class.getResourceAsStream("/schemas/" + name + ".avsc")) {
                store.addSchema(new Schema.Parser().parse(schema));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return store;
    }
}
