package org.echoscribe.node.backfill;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/**
 * Days, the first and the last included.
 *
 * @param first not after the last
 */
public record DateRange(LocalDate first, LocalDate last) {
    private static final DateTimeFormatter DICOM = DateTimeFormatter.BASIC_ISO_DATE;

    /** Checks the order. */
    public DateRange {
        if (first.isAfter(last)) {
            throw new IllegalArgumentException(
                    "the dates end before they begin: " + written(first) + "-" + written(last));
        }
    }

    /**
     * Reads {@code YYYYMMDD}, {@code YYYYMMDD-YYYYMMDD}, or {@code YYYYMMDD-} for until today.
     *
     * @throws IllegalArgumentException when the text is none of these
     */
    public static DateRange parse(String text) {
        int dash = text.indexOf('-');
        try {
            LocalDate first = LocalDate.parse(dash < 0 ? text : text.substring(0, dash), DICOM);
            if (dash < 0) {
                return new DateRange(first, first);
            }
            String last = text.substring(dash + 1);
            return new DateRange(
                    first, last.isEmpty() ? LocalDate.now(ZoneId.systemDefault()) : LocalDate.parse(last, DICOM));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' are no dates: write 20240105, 20240101-20241231, or 20240101- for until today", e);
        }
    }

    /** How many days they are. */
    public int days() {
        return Math.toIntExact(ChronoUnit.DAYS.between(first, last) + 1);
    }

    /** YYYYMMDD. */
    static String written(LocalDate date) {
        return date.format(DICOM);
    }

    /** The first, YYYYMMDD. */
    public String firstDate() {
        return written(first);
    }

    /** The last, YYYYMMDD. */
    public String lastDate() {
        return written(last);
    }
}
