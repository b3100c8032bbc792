package dev.sightline.camera;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The feeds of many cameras, each on threads of its own. */
public final class CameraFeeds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CameraFeeds.class);

    private final List<CameraFeed> feeds;

    private CameraFeeds(List<CameraFeed> feeds) {
        this.feeds = List.copyOf(feeds);
    }

    /**
     * Starts a feed for each camera and returns at once. The epoch of all is the present time. One for which no thread
     * can be had is left out with a line in the log.
     *
     * @param seed spreads the reconnections, each camera's differently
     * @throws IllegalArgumentException if two cameras have the same id
     */
    public static CameraFeeds start(List<CameraSettings> cameras, FeedParts parts, long seed) {
        var ids = new HashSet<String>();
        for (CameraSettings camera : cameras) {
            if (!ids.add(camera.id())) {
                throw new IllegalArgumentException("there are two cameras '" + camera.id() + "'; give each its own id");
            }
        }
        var seeds = new SplittableRandom(seed);
        var feeds = new ArrayList<CameraFeed>();
        for (CameraSettings camera : cameras) {
            try {
                feeds.add(CameraFeed.start(camera, parts, parts.clock().millis(), seeds.split()));
            } catch (OutOfMemoryError noThread) {
                LOG.error("camera {} has no feed: {}; raise the limit of threads", camera.id(), noThread.getMessage());
            }
        }
        return new CameraFeeds(feeds);
    }

    /** How each camera is now, in the order they were given. */
    public List<CameraStatus> statuses() {
        return feeds.stream().map(CameraFeed::status).toList();
    }

    /** Stops all feeds at the same time. Returns within 2 s whatever the cameras do. */
    @Override
    public void close() {
        feeds.forEach(CameraFeed::signalClose);
        long deadline = System.nanoTime() + CameraFeed.CLOSING.toNanos();
        feeds.forEach(feed -> feed.awaitClosed(deadline));
    }
}
