package dev.sightline.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a moment: with an offset, or in the time zone of this machine, or the beginning of a day there. */
final class MomentConverter implements ITypeConverter<Instant> {
    private static final List<Function<String, Instant>> FORMS = List.of(
            text -> OffsetDateTime.parse(text).toInstant(),
            text -> LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant(),
            text -> LocalDate.parse(text).atStartOfDay(ZoneId.systemDefault()).toInstant());

    @Override
    public Instant convert(String text) {
        for (Function<String, Instant> form : FORMS) {
            try {
                return form.apply(text.replace(' ', 'T'));
            } catch (DateTimeException notThis) {
                // Another form may fit.
            }
        }
        throw new TypeConversionException(
                "'" + text
                        + "' is no moment; write 2026-05-04T10:00 in local time, 2026-05-04T10:00Z, or 2026-05-04 for its beginning");
    }
}
