/** A Kafka broker inside this process, for those who have none. */
@NullMarked
package dev.sightline.broker;

import org.jspecify.annotations.NullMarked;
