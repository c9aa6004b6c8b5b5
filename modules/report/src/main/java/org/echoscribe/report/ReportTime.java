package org.echoscribe.report;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.echoscribe.dicom.dataset.Tag;

/**
 * The zone in which one document's dates and times are written: the source's Timezone Offset From UTC (0008,0201), which
 * is copied, and the node's zone where the source has none. The document then has none either, because it would give the
 * copied study times another meaning; DT values always say their offset.
 */
record ReportTime(ZoneId zone) {

    private static final Pattern OFFSET = Pattern.compile("[+-](0[0-9]|1[0-4])[0-5][0-9]");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss.SSSSSS", Locale.ROOT);
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmssxx", Locale.ROOT);

    static ReportTime of(SourceHeader header, ZoneId nodeZone) {
        return new ReportTime(offset(header).<ZoneId>map(each -> each).orElse(nodeZone));
    }

    /** The source's offset where it is a valid one. */
    static Optional<ZoneOffset> offset(SourceHeader header) {
        return header.dataSet()
                .string(Tag.TimezoneOffsetFromUTC)
                .filter(text -> OFFSET.matcher(text).matches())
                .map(ZoneOffset::of);
    }

    /** DA. */
    String date(Instant instant) {
        return DATE.format(instant.atZone(zone));
    }

    /** TM with microseconds. */
    String time(Instant instant) {
        return TIME.format(instant.atZone(zone));
    }

    /** DT in seconds, with its offset. */
    String dateTime(Instant instant) {
        return DATE_TIME.format(instant.atZone(zone).toOffsetDateTime());
    }
}
