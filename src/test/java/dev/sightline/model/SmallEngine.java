package dev.sightline.model;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.engine.EngineProvider;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntConsumer;

/**
 * An engine of DJL that is ONNX Runtime with memory for a few pictures only. Any number of them may be registered, each with
 * a name of its own.
 */
final class SmallEngine extends Engine implements EngineProvider {
    private final String name;
    private final int pictures;
    private final String failure;

    /** The options of each model that was loaded. */
    final List<Object> options = new CopyOnWriteArrayList<>();

    /** The batches that were asked for. */
    final List<Long> batches = new CopyOnWriteArrayList<>();

    /** The device of each batch that went through. */
    final List<Integer> devices = new CopyOnWriteArrayList<>();

    /** What each batch on a lost device fails with, by the device. */
    final Map<Integer, String> lost = new ConcurrentHashMap<>();

    /** Told of each batch before it is run; may wait. */
    volatile IntConsumer before = device -> {};

    private SmallEngine(String name, int pictures, String failure) {
        this.name = name;
        this.pictures = pictures;
        this.failure = failure;
    }

    /** Makes the engine known to DJL; it fails with {@code failure} on more than {@code pictures}. */
    static SmallEngine register(String name, int pictures, String failure) {
        Djl.beQuiet();
        var engine = new SmallEngine(name, pictures, failure);
        Engine.registerEngine(engine);
        return engine;
    }

    @Override
    public Model newModel(String modelName, Device device) {
        Model real = real().newModel(modelName, Device.cpu());
        return (Model) Proxy.newProxyInstance(
                Model.class.getClassLoader(), new Class<?>[] {Model.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("newPredictor")) {
                        return new SmallPredictor<>(real, (Translator<?, ?>) arguments[0], device.getDeviceId());
                    }
                    if (method.getName().equals("load")) {
                        options.add(arguments[1]);
                        arguments[1] = Map.of();
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private final class SmallPredictor<I, O> extends Predictor<I, O> {
        private final int device;

        SmallPredictor(Model model, Translator<I, O> translator, int device) {
            super(model, translator, Device.cpu(), false);
            this.device = device;
        }

        @Override
        protected NDList predictInternal(TranslatorContext context, NDList input) throws TranslateException {
            long batch = input.get(0).getShape().get(0);
            batches.add(batch);
            if (batch > pictures) {
                throw new EngineException(failure);
            }
            before.accept(device);
            String loss = lost.get(device);
            if (loss != null) {
                throw new EngineException(loss);
            }
            devices.add(device);
            return super.predictInternal(context, input);
        }
    }

    private static Engine real() {
        return Engine.getEngine(EngineRun.ONNX_RUNTIME);
    }

    @Override
    public String getEngineName() {
        return name;
    }

    @Override
    public int getEngineRank() {
        return 100;
    }

    @Override
    public Engine getEngine() {
        return this;
    }

    @Override
    public Engine getAlternativeEngine() {
        return real().getAlternativeEngine();
    }

    @Override
    public int getRank() {
        return getEngineRank();
    }

    @Override
    public String getVersion() {
        return "1";
    }

    @Override
    public boolean hasCapability(String capability) {
        return false;
    }

    @Override
    public NDManager newBaseManager() {
        return real().newBaseManager();
    }

    @Override
    public NDManager newBaseManager(Device device) {
        return real().newBaseManager(Device.cpu());
    }
}
