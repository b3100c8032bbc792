/**
 * The commands: each turns its arguments into one call and prints what comes of it.
 *
 * <p>A command that fails throws. {@link dev.sightline.cli.Failures} makes one line of it on the standard error stream,
 * {@code sightline: what is wrong and what to do}; {@code --verbose} shows where it came from as well. A command's class
 * holds no static logger, so that {@code --verbose} is heard before logging starts.
 *
 * <pre>
 * DetectCommand ─▶ Source ─▶ PictureJob ─────────────▶ Spotter, all cores ─▶ OutputFolder, Results
 *                         └▶ FilmJob ─ decoded frames ─▶ └ InOrder ─▶ FilmOutput
 * TailCommand   ─▶ TopicView ─▶ ReadableLine or JSON
 * </pre>
 */
@NullMarked
package dev.sightline.cli;

import org.jspecify.annotations.NullMarked;
