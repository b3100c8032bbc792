package dev.sightline.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C as a request that running work can fulfil in order: the process waits a few seconds for it. */
final class CtrlC implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 8;

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::press, "ctrl-c");
    private volatile boolean pressed;

    private CtrlC() {}

    /** Listens until it is closed. */
    static CtrlC listen() {
        CtrlC ctrlC = new CtrlC();
        Runtime.getRuntime().addShutdownHook(ctrlC.hook);
        return ctrlC;
    }

    boolean pressed() {
        return pressed;
    }

    /** Says that the work has ended. */
    @Override
    public void close() {
        done.countDown();
        if (!pressed) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException endingAnyway) {
                pressed = true;
            }
        }
    }

    private void press() {
        pressed = true;
        try {
            boolean inTime = done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!inTime) {
                System.err.println("sightline: the work did not end within " + PATIENCE_SECONDS + " s and is cut off");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
