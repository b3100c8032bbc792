package dev.sightline.schedule;

import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * A look out of the window and at the wall clock, which tells of many schedules whether they are active.
 *
 * @param zone the clock's zone
 * @param time what it shows
 * @param day whether it is day
 */
record WallClock(ZoneId zone, LocalDateTime time, Certainty day) {
    /** Whether {@code schedule} is active then. */
    Certainty tells(Schedule schedule) {
        if (schedule instanceof WeeklySchedule weekly) {
            return !weekly.zone().equals(zone) ? Certainty.MAYBE : weekly.includes(time) ? Certainty.YES : Certainty.NO;
        } else if (schedule instanceof SunSchedule sun) {
            return sun.phase() == SunPhase.DAY ? day : day.not();
        } else if (schedule instanceof Not not) {
            return tells(not.schedule()).not();
        } else if (schedule instanceof AllOf all) {
            return all.schedules().stream().map(this::tells).reduce(Certainty.YES, Certainty::and);
        } else if (schedule instanceof AnyOf any) {
            return any.schedules().stream().map(this::tells).reduce(Certainty.NO, Certainty::or);
        }
        return Certainty.YES;
    }
}
