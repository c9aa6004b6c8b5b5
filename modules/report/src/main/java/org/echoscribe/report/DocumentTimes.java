package org.echoscribe.report;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.Tag;

/**
 * When a document of any creator says that it was verified or, failing that, when its content came about.
 *
 * @param verified values of Verification DateTime (0040,A030)
 * @param content Content Date and Time (0008,0023) (0008,0033), joined as a DT
 * @param offset Timezone Offset From UTC (0008,0201), or nothing
 */
public record DocumentTimes(List<String> verified, String content, String offset) {

    private static final Pattern DATE_TIME = Pattern.compile(
            "(\\d{4})(\\d{2})(\\d{2})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(?:\\.\\d{1,6})?)?)?)?([+-]\\d{4})?");

    public DocumentTimes {
        verified = List.copyOf(verified);
    }

    static DocumentTimes of(Attributes document) {
        return new DocumentTimes(
                document.items(Tag.VerifyingObserverSequence).stream()
                        .flatMap(observer -> observer.string(Tag.VerificationDateTime).stream())
                        .toList(),
                document.string(Tag.ContentDate).orElse("")
                        + document.string(Tag.ContentTime).orElse(""),
                document.string(Tag.TimezoneOffsetFromUTC).orElse(""));
    }

    /** The latest verification, else the time of the content; empty where neither is a time. */
    Optional<Instant> latest(ZoneId zone) {
        return verified.stream()
                .flatMap(text -> instant(text, zone).stream())
                .max(Instant::compareTo)
                .or(() -> instant(content, zone));
    }

    private Optional<Instant> instant(String text, ZoneId zone) {
        Matcher matcher = DATE_TIME.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            LocalDateTime local = LocalDateTime.of(
                    number(matcher, 1),
                    number(matcher, 2),
                    number(matcher, 3),
                    number(matcher, 4),
                    number(matcher, 5),
                    number(matcher, 6));
            return Optional.of(local.atZone(zone(matcher.group(7), zone)).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int number(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Integer.parseInt(matcher.group(group));
    }

    private ZoneId zone(String own, ZoneId otherwise) {
        return Stream.of(own == null ? "" : own, offset)
                .filter(text -> text.matches("[+-]\\d{4}"))
                .findFirst()
                .<ZoneId>map(ZoneOffset::of)
                .orElse(otherwise);
    }
}
