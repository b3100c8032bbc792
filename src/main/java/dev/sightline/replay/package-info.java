/**
 * What rules would have said about the past: recorded tracks and statuses are told them as they were live, and their alerts
 * are compared with those that were raised.
 *
 * <pre>
 * detections, tracks, cameras ─▶ RuleHistory ─▶ RuleReplay: CameraRun ─┐
 * alerts ─────────────────────────────────────────────────────────────┴▶ Comparison ─▶ table, picture, files
 * </pre>
 */
@NullMarked
package dev.sightline.replay;

import org.jspecify.annotations.NullMarked;
