/** The Kafka Streams topologies, and everything else that reads or writes topics. */
@NullMarked
package dev.sightline.stream;

import org.jspecify.annotations.NullMarked;
