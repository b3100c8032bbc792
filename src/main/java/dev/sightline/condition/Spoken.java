package dev.sightline.condition;

import java.math.BigDecimal;
import java.time.Duration;

/** Numbers and times as people say them. */
public final class Spoken {
    private Spoken() {}

    /** A duration: {@code 1 h 30 min}, {@code 2 s}, {@code 500 ms}. */
    public static String time(Duration duration) {
        if (duration.isZero()) {
            return "0 s";
        }
        String text = part(duration.toDays(), "d")
                + part(duration.toHoursPart(), "h")
                + part(duration.toMinutesPart(), "min")
                + part(duration.toSecondsPart(), "s")
                + part(duration.toMillisPart(), "ms");
        return text.strip();
    }

    private static String part(long amount, String unit) {
        return amount == 0 ? "" : " " + amount + " " + unit;
    }

    /** A number to two decimals. */
    static double rounded(double number) {
        return Math.rint(number * 100) / 100;
    }

    /** A number without needless zeros: {@code 45}, {@code 1.5}. */
    static String number(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    /** A length in {@code unit} heights of a box each: {@code 1.5 box heights}, {@code 3 m}. */
    static String length(double length, double unit) {
        return number(length) + (unit == 1 ? " box heights" : " m");
    }
}
