package dev.sightline.tensorrt;

import ai.djl.engine.EngineException;
import java.io.ByteArrayInputStream;
import java.util.Map;
import org.bytedeco.tensorrt.nvinfer.IRuntime;

/** A child of {@link NativeLibrariesIT}: loads the real libraries, and then a model or, with an argument, a builder. */
final class LibrariesMain {
    private LibrariesMain() {}

    public static void main(String[] args) throws Exception {
        var natives = new Natives(NativeLibraries.loadCuda(), NativeLibraries.loadTensorRt());
        if (args.length > 0) {
            natives.tensorRt().check();
        }
        var made = new IRuntime();
        Ownership.own(new IRuntime(new Address(made.address())), IRuntime::new).close();
        System.out.println("deleted what another pointer made");
        System.out.println("TensorRT " + natives.tensorRt().version());
        System.out.println("switch " + System.getProperty("org.bytedeco.javacpp.loadlibraries"));
        try (var mat = new org.bytedeco.opencv.opencv_core.Mat(2, 3, org.bytedeco.opencv.global.opencv_core.CV_8UC3)) {
            System.out.println("OpenCV " + mat.total());
        }
        try (var model = new TensorRtEngine("real", () -> natives).newModel("m", null)) {
            model.load(new ByteArrayInputStream(new byte[] {1}), Map.of());
        } catch (EngineException e) {
            System.out.println("EngineException " + e.getMessage());
        }
        // Used to the end, as its own destructor must not run too.
        System.out.println("kept " + made.isNull());
    }
}
