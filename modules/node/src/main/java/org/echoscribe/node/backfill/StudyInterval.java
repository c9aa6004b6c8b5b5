package org.echoscribe.node.backfill;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * When studies were begun: whole days, or a part of one day.
 *
 * @param days at least one
 * @param firstSecond of each day, 0 to 86,399
 * @param lastSecond of each day, not before the first; with a part of the day alone other than 0 and 86,399
 */
record StudyInterval(DateRange days, int firstSecond, int lastSecond) {
    private static final int LAST_OF_DAY = 86_399;
    private static final int SHORTEST_SECONDS = 60;

    static StudyInterval of(DateRange days) {
        return new StudyInterval(days, 0, LAST_OF_DAY);
    }

    /** The key Study Date (0008,0020). */
    String dateKey() {
        return days.days() == 1 ? days.firstDate() : days.firstDate() + "-" + days.lastDate();
    }

    /** The key Study Time (0008,0030); empty for whole days, so that studies without a time match too. */
    Optional<String> timeKey() {
        return isWholeDays() ? Optional.empty() : Optional.of(time(firstSecond) + "-" + time(lastSecond) + ".999999");
    }

    /** The two halves; empty when it is as short as it may be. */
    List<StudyInterval> halves() {
        if (days.days() > 1) {
            LocalDate middle = days.first().plusDays(days.days() / 2 - 1);
            return List.of(of(new DateRange(days.first(), middle)), of(new DateRange(middle.plusDays(1), days.last())));
        }
        if (lastSecond - firstSecond < SHORTEST_SECONDS) {
            return List.of();
        }
        int middle = firstSecond + (lastSecond - firstSecond) / 2;
        return List.of(new StudyInterval(days, firstSecond, middle), new StudyInterval(days, middle + 1, lastSecond));
    }

    private boolean isWholeDays() {
        return firstSecond == 0 && lastSecond == LAST_OF_DAY;
    }

    private static String time(int second) {
        return "%02d%02d%02d".formatted(second / 3600, second / 60 % 60, second % 60);
    }

    @Override
    public String toString() {
        return dateKey() + timeKey().map(key -> " " + key).orElse("");
    }
}
