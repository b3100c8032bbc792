/**
 * The web page: cameras live, alerts, health and metrics.
 *
 * <pre>
 * topics ─▶ LiveView ─ CameraView ─ FrameRing, ActiveTracks      GET /api/cameras, …/latest.jpg, …/frames/EPOCH-SEQUENCE.jpg
 *              │       AlertLog                                  GET /api/alerts, /api/alerts/ID.jpg
 *              └─ LiveEvent ─▶ EventFeed ─ EventQueue (a page)   GET /api/events
 * </pre>
 *
 * Every request passes the {@link dev.sightline.web.Guard}, which asks nobody who they are, and every {@link
 * dev.sightline.web.Route} the {@link dev.sightline.web.Gate}, which does. A picture is announced once both its JPEG and its detections are here, and the boxes travel with the announcement, so
 * that the page never draws the boxes of one picture on another. The page itself is under {@code resources/web}: plain
 * HTML, CSS and ES modules.
 */
@NullMarked
package dev.sightline.web;

import org.jspecify.annotations.NullMarked;
