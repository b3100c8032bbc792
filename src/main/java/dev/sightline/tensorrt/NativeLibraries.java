package dev.sightline.tensorrt;

import ai.djl.engine.EngineException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;

/** Loads the native libraries, and says what is missing where that fails. */
final class NativeLibraries {
    private static final String LOAD = "org.bytedeco.javacpp.loadlibraries";

    /** What TensorRT's presets name as needed, but neither TensorRT 10 nor its JNI library links to. */
    private static final List<String> NOT_NEEDED = List.of(
            "org.bytedeco.cuda.global.cublas", "org.bytedeco.cuda.global.cudnn", "org.bytedeco.cuda.global.nvrtc");

    private static final Pattern MISSING_LIBRARY =
            Pattern.compile("(lib[\\w+-]+\\.so[.\\d]*): cannot open shared object file");
    private static final Pattern MISSING_JNI = Pattern.compile("no (jni\\w+) in java\\.library\\.path");
    private static final String WHERE =
            "package with mvn -Pgpu, or install it on the system and package with -Pgpu-system";

    /** What is missing where {@link #hasJavaSide} does not hold. */
    static final String NO_JAVA_SIDE = "the Java classes of CUDA and TensorRT are missing: " + WHERE;

    private NativeLibraries() {}

    /** Whether the classes that load the libraries are there; they are not touched. */
    static boolean hasJavaSide(ClassLoader classes) {
        return Stream.of("cuda/global/cudart", "tensorrt/global/nvinfer")
                .allMatch(name -> classes.getResource("org/bytedeco/" + name + ".class") != null);
    }

    /**
     * Loads the CUDA run time and, if there are a driver and a GPU, TensorRT and its ONNX parser.
     *
     * @throws EngineException that names what is missing
     */
    static Natives load() {
        var cuda = loadCuda();
        Natives.checkDevice(cuda, 0);
        return new Natives(cuda, loadTensorRt());
    }

    /** Loads the CUDA run time, which needs the driver's library. */
    static Cuda loadCuda() {
        try {
            initializeWithoutLibraries();
            Loader.load(org.bytedeco.cuda.global.cudart.class);
            return new JavaCppCuda();
        } catch (LinkageError | ClassNotFoundException e) {
            throw new EngineException(reason(e), e);
        }
    }

    /** Loads TensorRT after CUDA, and calls nothing that needs a driver. */
    static TensorRt loadTensorRt() {
        try {
            Loader.load(org.bytedeco.tensorrt.global.nvinfer.class);
            Loader.load(org.bytedeco.tensorrt.global.nvonnxparser.class);
            return new JavaCppTensorRt();
        } catch (LinkageError e) {
            throw new EngineException(reason(e), e);
        }
    }

    /**
     * Initialises the classes of what is not needed while JavaCPP loads nothing, so that it does not ask for 1.9 GB of
     * cuBLAS and cuDNN. The
     * switch holds for the whole process: no other thread may meet a class of JavaCPP's presets for the first time in these
     * milliseconds.
     */
    private static void initializeWithoutLibraries() throws ClassNotFoundException {
        String before = System.getProperty(LOAD);
        System.setProperty(LOAD, "false");
        try {
            for (String name : NOT_NEEDED) {
                Class.forName(name);
            }
        } finally {
            if (before == null) {
                System.clearProperty(LOAD);
            } else {
                System.setProperty(LOAD, before);
            }
        }
    }

    /** What is missing, from the words of the linker, which name it somewhere in the chain of causes. */
    static String reason(Throwable failure) {
        var chain = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            chain.append(cause).append('\n');
        }
        Matcher library = MISSING_LIBRARY.matcher(chain);
        if (library.find()) {
            return reason(library.group(1));
        }
        Matcher jni = MISSING_JNI.matcher(chain);
        if (jni.find()) {
            return "the JNI library " + jni.group(1) + " is missing: " + WHERE;
        }
        if (chain.indexOf("ClassNotFoundException: org.bytedeco.") >= 0) {
            return NO_JAVA_SIDE;
        }
        return "a native library cannot be loaded: " + failure;
    }

    private static String reason(String library) {
        if (library.startsWith("libcuda.")) {
            return "the NVIDIA driver is missing (" + library + "): install it";
        }
        return library + " is missing: " + WHERE;
    }
}
