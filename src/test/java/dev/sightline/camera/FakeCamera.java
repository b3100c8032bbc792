package dev.sightline.camera;

import dev.sightline.frame.FrameSource;
import dev.sightline.frame.SourceAddress;
import dev.sightline.frame.SourceException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers each connection by its plan, the last plan being used from then on. */
final class FakeCamera implements FrameSource.Opener {
    final AtomicInteger opens = new AtomicInteger();
    private final List<FrameSource.Opener> plans;

    FakeCamera(FrameSource.Opener... plans) {
        this.plans = List.of(plans);
    }

    static FrameSource.Opener refusing(SourceException.Kind kind, String message) {
        return address -> {
            throw new SourceException(kind, message);
        };
    }

    @Override
    public FrameSource open(SourceAddress address) throws SourceException {
        int plan = Math.min(opens.getAndIncrement(), plans.size() - 1);
        return plans.get(plan).open(address);
    }
}
