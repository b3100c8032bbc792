/**
 * When something counts: weekly windows in a time zone with holidays, day and night by the sun, and all, any and not of
 * these. A schedule is a value; what it says of an instant follows from the instant alone, so a replay hears the same.
 *
 * <pre>
 *   WeeklySchedule ─┐
 *   SunSchedule    ─┼─ AllOf, AnyOf, Not ──▶ Schedule.spanAt ──▶ LiveSchedule.isActive, once an event
 *   Always         ─┘
 * </pre>
 */
@NullMarked
package dev.sightline.schedule;

import org.jspecify.annotations.NullMarked;
