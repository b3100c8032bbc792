/**
 * Video through FFmpeg: cameras and films are read, films are written. Nothing else in this program touches FFmpeg.
 *
 * <pre>
 * address ─▶ VideoSource ─▶ RawFrame ─▶ PictureConverter ─▶ Image      Image ─▶ VideoWriter ─▶ film
 *            │ RtspProbe asks first whether anyone speaks RTSP there
 *            └ OpenFailure says in one line what is wrong
 * </pre>
 */
@NullMarked
package dev.sightline.video;

import org.jspecify.annotations.NullMarked;
