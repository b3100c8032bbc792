/**
 * The assembled program: builds what a process's roles need, starts it leaf first and stops it in reverse.
 *
 * <pre>
 * broker ─▶ topics ─▶ web ─▶ analyze, detect ─▶ ingest
 * </pre>
 */
@NullMarked
package dev.sightline.app;

import org.jspecify.annotations.NullMarked;
