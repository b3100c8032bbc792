/**
 * Where alerts go besides their topic: a sink delivers one alert at a time to a log, a file, a web server, an MQTT broker or
 * a mail server, or says why it could not. When to try again and when to give up is not decided here.
 *
 * <pre>
 * SinkSettings ─▶ Target.open ─▶ AlertSink.deliver(alert) ─▶ delivered, or DeliveryException
 * </pre>
 *
 * No message of this package holds a password, a header, a secret or the path of an address, which often is one.
 */
@NullMarked
package dev.sightline.sink;

import org.jspecify.annotations.NullMarked;
