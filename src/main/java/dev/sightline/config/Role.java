package dev.sightline.config;

/** What a process does; all roles may run in one process or each in processes of its own. */
public enum Role {
    /** Takes pictures from cameras. */
    INGEST,
    /** Finds objects in frames. */
    DETECT,
    /** Makes tracks and alerts of detections. */
    ANALYZE,
    /** Serves the web page. */
    WEB
}
