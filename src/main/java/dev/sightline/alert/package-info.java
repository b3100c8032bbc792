/**
 * Zones and the rules that turn tracks into alerts.
 */
@NullMarked
package dev.sightline.alert;

import org.jspecify.annotations.NullMarked;
