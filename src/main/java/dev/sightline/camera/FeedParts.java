package dev.sightline.camera;

import dev.sightline.frame.FrameSink;
import dev.sightline.frame.FrameSource;
import dev.sightline.frame.JpegCodec;
import dev.sightline.frame.Thumbnailer;
import dev.sightline.metrics.PipelineMetrics;
import java.time.InstantSource;

/**
 * What every feed works with; all parts are shared by the feeds and safe for use by several threads.
 *
 * @param opener connects to cameras
 * @param codec makes the JPEG of a frame
 * @param thumbnailer makes what pictures are looked at by for tampering
 * @param frames takes the frames
 * @param statuses takes the reports
 * @param metrics counts pictures, all but those produced or undelivered, which the taker of the frames counts
 * @param clock says when a picture was received
 */
public record FeedParts(
        FrameSource.Opener opener,
        JpegCodec codec,
        Thumbnailer thumbnailer,
        FrameSink frames,
        StatusSink statuses,
        PipelineMetrics metrics,
        InstantSource clock) {}
