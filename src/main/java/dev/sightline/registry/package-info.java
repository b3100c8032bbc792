/**
 * A schema registry with Confluent's REST API, which numbers schemas: its client.
 *
 * <p>It is our own, over Java's HTTP client, because it is small and the others are not: Confluent's is not on Maven Central,
 * and Apicurio's serdes bring a generated client, Vert.x, Netty and OpenTelemetry for the five requests that are made here.
 */
@NullMarked
package dev.sightline.registry;

import org.jspecify.annotations.NullMarked;
