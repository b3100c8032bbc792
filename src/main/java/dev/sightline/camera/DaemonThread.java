package dev.sightline.camera;

/** Threads that do not keep the process alive, so that one left behind in native code cannot either. */
final class DaemonThread {
    private DaemonThread() {}

    /** A thread that has not been started. */
    static Thread of(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        return thread;
    }
}
