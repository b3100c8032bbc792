package dev.sightline.cli;

import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/**
 * How far long work is, as a line on the terminal. Where there is no terminal, work whose end is in sight is told in plain
 * lines now and then, other work not at all.
 */
final class Progress {
    private static final long PACE_NANOS = 250_000_000;
    private static final long PLAIN_PACE_NANOS = 10_000_000_000L;
    private static final int BAR = 20;

    private final PrintWriter err;
    private final boolean terminal;
    private final long start = System.nanoTime();
    private long shownAt = start;
    private int width;

    private Progress(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    /** A line on {@code err}, which moves if this process is run from a terminal that can move its cursor. */
    static Progress on(PrintWriter err) {
        return new Progress(err, Ansi.AUTO.enabled());
    }

    /** Says how many frames of {@code name} are done, a few times a second. */
    synchronized void show(String name, int frames, double perSecond) {
        if (terminal && isDue(PACE_NANOS)) {
            draw(String.format(Locale.ROOT, "%s: %d frames, %.1f/s", name, frames, perSecond));
        }
    }

    /** Says how many of {@code total} are done since this began, and how long the rest will take. */
    synchronized void show(long done, long total) {
        if (isDue(terminal ? PACE_NANOS : PLAIN_PACE_NANOS)) {
            String line = line(done, total, System.nanoTime() - start);
            if (terminal) {
                draw(bar(done, total) + " " + line);
            } else {
                err.println(line);
            }
        }
    }

    /** "30 of 120, 25 %, 2.0/s, 0:45 left". */
    static String line(long done, long total, long nanos) {
        double perSecond = done / Math.max(1e-9, nanos / 1e9);
        String left = "";
        if (done > 0) {
            long seconds = Math.round((total - done) / perSecond);
            left = seconds < 3600
                    ? String.format(Locale.ROOT, ", %d:%02d left", seconds / 60, seconds % 60)
                    : String.format(Locale.ROOT, ", %d h %02d min left", seconds / 3600, seconds / 60 % 60);
        }
        return String.format(
                Locale.ROOT,
                "%d of %d, %d %%, %.1f/s%s",
                done,
                total,
                100 * done / Math.max(1, total),
                perSecond,
                left);
    }

    /** Wipes the line. */
    synchronized void clear() {
        if (terminal && width > 0) {
            err.print("\r" + " ".repeat(width) + "\r");
            err.flush();
            width = 0;
        }
    }

    private static String bar(long done, long total) {
        int full = (int) (BAR * done / Math.max(1, total));
        return "[" + "#".repeat(full) + "-".repeat(BAR - full) + "]";
    }

    private boolean isDue(long pace) {
        long now = System.nanoTime();
        if (now - shownAt < pace) {
            return false;
        }
        shownAt = now;
        return true;
    }

    private void draw(String line) {
        err.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
        err.flush();
        width = line.length();
    }
}
