package dev.sightline.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often each address may do something: {@code burst} times at once, and once more every {@code pause} after that (a
 * token bucket). Remembers {@value #MAX_ADDRESSES} addresses, those not heard of for longest are forgotten first; an IPv6
 * network of 64 bits counts as one address, as one machine has all of it. Safe for use by several threads.
 */
final class RateLimit {
    static final int MAX_ADDRESSES = 10_000;

    private final int burst;
    private final long pause;
    private final LongSupplier nanoTime;

    /** Until when each address has used up its share: now for a full bucket, later by {@code pause} for each use. */
    private final Map<String, Long> used = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * A limit that nobody has used yet.
     *
     * @param burst at least 1
     * @param nanoTime such as {@link System#nanoTime}
     */
    RateLimit(int burst, Duration pause, LongSupplier nanoTime) {
        this.burst = burst;
        this.pause = pause.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Uses the limit once; returns whether it was still possible. */
    synchronized boolean use(String address) {
        long now = nanoTime.getAsLong();
        long until = until(address, now);
        if (!free(until, now)) {
            return false;
        }
        String network = network(address);
        used.put(network, until + pause);
        if (used.size() > MAX_ADDRESSES) {
            used.remove(used.keySet().iterator().next());
        }
        return true;
    }

    /** Whether {@link #use} would still be possible. */
    synchronized boolean left(String address) {
        long now = nanoTime.getAsLong();
        return free(until(address, now), now);
    }

    private long until(String address, long now) {
        Long until = used.get(network(address));
        return until == null || until - now < 0 ? now : until;
    }

    private boolean free(long until, long now) {
        return until - now <= (burst - 1) * pause;
    }

    /** How many addresses are remembered. */
    synchronized int size() {
        return used.size();
    }

    /** The address, or its first 64 bits if it is of IPv6. */
    private static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return bytes.length == 4 ? address : Arrays.toString(Arrays.copyOf(bytes, 8));
        } catch (UnknownHostException unknown) {
            return address;
        }
    }
}
