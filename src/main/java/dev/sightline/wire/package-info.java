/**
 * The wire format: what the topics carry, as Avro single-object encoding, and its mapping to and from the domain.
 *
 * <p>A value is two marker bytes ({@code C3 01}), the schema's 64-bit Rabin fingerprint (little-endian), and the Avro
 * binary data (Avro 1.12 specification, "Single-object encoding"). With a schema registry it is a zero byte, the schema's id
 * in the registry (32 bits, big-endian), and the Avro binary data ("Confluent's wire format"). The schemas are in the folder
 * {@code schemas}. Keys are camera ids as UTF-8.
 */
@NullMarked
package dev.sightline.wire;

import org.jspecify.annotations.NullMarked;
