package dev.sightline.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/** A line on the terminal that shows how far a film is. Shows nothing when there is no terminal. */
final class Progress {
    private static final long PACE_NANOS = 250_000_000;

    private final @Nullable PrintWriter terminal;
    private long shownAt = System.nanoTime();
    private int width;

    private Progress(@Nullable PrintWriter terminal) {
        this.terminal = terminal;
    }

    /** A line on {@code err} if this process is run from a terminal that can move its cursor. */
    static Progress on(PrintWriter err) {
        return new Progress(Ansi.AUTO.enabled() ? err : null);
    }

    /** Says how many frames of {@code name} are done, a few times a second. */
    synchronized void show(String name, int frames, double perSecond) {
        if (terminal != null && System.nanoTime() - shownAt >= PACE_NANOS) {
            shownAt = System.nanoTime();
            String line = String.format(Locale.ROOT, "%s: %d frames, %.1f/s", name, frames, perSecond);
            terminal.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
            terminal.flush();
            width = line.length();
        }
    }

    /** Wipes the line. */
    synchronized void clear() {
        if (terminal != null && width > 0) {
            terminal.print("\r" + " ".repeat(width) + "\r");
            terminal.flush();
            width = 0;
        }
    }
}
