package dev.sightline.simulate;

/** Holds players up while it is shut. Safe for use by several threads. */
final class Gate {
    private boolean shut;

    synchronized void shut() {
        shut = true;
    }

    synchronized void open() {
        shut = false;
        notifyAll();
    }

    /** Waits until it is open, and returns for how many nanoseconds that held the caller up. */
    synchronized long pass() throws InterruptedException {
        if (!shut) {
            return 0;
        }
        long since = System.nanoTime();
        while (shut) {
            wait();
        }
        return System.nanoTime() - since;
    }
}
