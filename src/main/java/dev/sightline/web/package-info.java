/** The web page: cameras live, alerts, health and metrics. */
@NullMarked
package dev.sightline.web;

import org.jspecify.annotations.NullMarked;
