package dev.sightline.web;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The messages that wait for one page. When it is full the oldest gives way and is counted. Safe for use by several
 * threads.
 */
final class EventQueue {
    private final int capacity;
    private final ArrayDeque<String> messages = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int missed;
    private boolean closed;

    /** Holds up to {@code capacity} ≥ 1 messages. */
    EventQueue(int capacity) {
        this.capacity = capacity;
    }

    /** Appends a message without waiting; after {@link #close} it is dropped. */
    void add(String message) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            if (messages.size() == capacity) {
                messages.remove();
                missed++;
            }
            messages.add(message);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next message, up to {@code patience}; null when none came or the queue is closed. */
    @Nullable
    String next(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (messages.isEmpty() && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            return closed ? null : messages.poll();
        } finally {
            lock.unlock();
        }
    }

    /** How many messages gave way since this was last asked. */
    int takeMissed() {
        lock.lock();
        try {
            int count = missed;
            missed = 0;
            return count;
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            messages.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
