/**
 * The settings of a whole Sightline process: read from one YAML file, the environment and the command line, composed of
 * the settings that each package states for itself.
 *
 * <pre>
 * file ─▶ YamlTree ─▶ Node (with its line) ─▶ Section, Value ─▶ SightlineConfig
 *                                              │ ${…}: Interpolation
 *                                              └ whatever is wrong ─▶ Problems ─▶ ConfigException
 * </pre>
 *
 * A file is read to its end whatever is wrong with it: a bad value is reported and a stand-in takes its place, so that
 * one look at the messages is enough to mend the whole file.
 */
@NullMarked
package dev.sightline.config;

import org.jspecify.annotations.NullMarked;
