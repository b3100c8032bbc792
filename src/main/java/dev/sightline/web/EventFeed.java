package dev.sightline.web;

import dev.sightline.access.Visitor;
import io.javalin.http.Context;
import io.javalin.http.ServiceUnavailableResponse;
import io.javalin.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/**
 * The live events as Server-Sent Events, one open response a page. A page that reads too slowly loses the oldest events
 * and is told how many, so that it asks for the present state; a page that reads nothing for the server's idle timeout
 * is cut off. Every {@link #HEARTBEAT} without an event the feed sends its time, so that a page can tell a quiet feed
 * from a dead one. A page hears only of the cameras that its visitor sees. Safe for use by several threads.
 */
final class EventFeed implements AutoCloseable {
    static final int MAX_PAGES = 100;
    static final int MAX_WAITING = 64;
    static final Duration HEARTBEAT = Duration.ofSeconds(3);

    private final JsonMapper json;
    private final InstantSource clock;
    private final Set<Page> pages = ConcurrentHashMap.newKeySet();
    private final Semaphore places = new Semaphore(MAX_PAGES);
    private volatile boolean closed;

    EventFeed(JsonMapper json, InstantSource clock) {
        this.json = json;
        this.clock = clock;
    }

    /**
     * An open page.
     *
     * @param visitor who looks at it
     * @param valid whether that visitor may still look
     */
    private record Page(EventQueue queue, Visitor visitor, BooleanSupplier valid) {
        boolean ended() {
            return queue.isClosed() || !valid.getAsBoolean();
        }
    }

    /** Queues the event for every page whose visitor sees the camera; never waits for one. */
    void publish(LiveEvent event) {
        if (!pages.isEmpty()) {
            String message = message(event.type(), event);
            pages.stream()
                    .filter(page -> page.visitor().sees(event.camera()))
                    .forEach(page -> page.queue().add(message));
        }
    }

    private String message(String type, Object data) {
        return "event: " + type + "\ndata: " + json.toJsonString(data, data.getClass()) + "\n\n";
    }

    private String time() {
        return message("time", Map.of("now", clock.millis()));
    }

    /** Serves one page until it goes away, logs out or the feed is closed; occupies the calling thread. */
    void serve(Context ctx) throws IOException, InterruptedException {
        if (!places.tryAcquire()) {
            throw new ServiceUnavailableResponse(MAX_PAGES + " pages are open already; close one");
        }
        var page = new Page(new EventQueue(MAX_WAITING), Gate.visitor(ctx), Gate.valid(ctx));
        pages.add(page);
        try {
            if (!closed) {
                ctx.disableCompression().contentType("text/event-stream; charset=utf-8");
                write(page, ctx.res().getOutputStream());
            }
        } finally {
            pages.remove(page);
            places.release();
        }
    }

    private void write(Page page, OutputStream out) throws IOException, InterruptedException {
        send(out, "retry: 1000\n" + time());
        while (!page.ended()) {
            String message = page.queue().next(HEARTBEAT);
            int missed = page.queue().takeMissed();
            if (missed > 0) {
                send(out, message("missed", Map.of("events", missed)));
            }
            if (!page.ended()) {
                send(out, message == null ? time() : message);
            }
        }
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** How many pages are open. */
    int pages() {
        return pages.size();
    }

    /** Ends every page's response. */
    @Override
    public void close() {
        closed = true;
        pages.forEach(page -> page.queue().close());
    }
}
