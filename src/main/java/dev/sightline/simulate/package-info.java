/**
 * Cameras that are not there: an RTSP server in plain Java that plays films for ever, for the demo and for tests.
 *
 * <pre>
 * RtspServer ─▶ RtspConnection ─▶ RtspSession ─▶ FilmPlayer ─▶ RtpPacketizer ─▶ RtpTransport (TCP, UDP)
 *  one port      one client        its requests   its pace      RFC 6184
 * </pre>
 */
@NullMarked
package dev.sightline.simulate;

import org.jspecify.annotations.NullMarked;
