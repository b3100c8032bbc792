package dev.sightline.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of one model: a card, an ONNX file and perhaps a file of labels, all in one place. */
@FunctionalInterface
interface ModelFiles {
    /** A little more than SSD512 for a thousand classes. */
    long MAX_BYTES = 1 << 30;

    /** The models that are built in. */
    ModelFiles BUILT_IN = name -> {
        try (InputStream in = ModelFiles.class.getResourceAsStream("/models/" + name)) {
            if (in == null) {
                throw new ModelException("there is no built-in model file " + name);
            }
            return in.readAllBytes();
        } catch (ModelException e) {
            throw e;
        } catch (IOException e) {
            throw new ModelException("cannot read the built-in model file " + name + ": " + OneLine.of(e), e);
        }
    };

    /** All bytes of the file of this name. */
    byte[] read(String name) throws ModelException;

    /** The models in a folder. */
    static ModelFiles in(Path folder) {
        return name -> readFile(folder.resolve(name));
    }

    /** All bytes of a file. */
    static byte[] readFile(Path file) throws ModelException {
        if (!Files.isRegularFile(file)) {
            throw new ModelException("there is no model file " + file);
        }
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new ModelException("the model file " + file + " is larger than 1 GiB");
            }
            return Files.readAllBytes(file);
        } catch (ModelException e) {
            throw e;
        } catch (IOException e) {
            throw new ModelException("cannot read the model file " + file + ": " + OneLine.of(e), e);
        }
    }
}
