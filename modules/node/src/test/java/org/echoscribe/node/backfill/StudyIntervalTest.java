package org.echoscribe.node.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StudyIntervalTest {

    @ParameterizedTest
    @ValueSource(strings = {"20240105", "20240105-20240106", "20231230-20240304", "20240229-20240301"})
    void halvingCoversEveryMinuteOnceWithoutGapOrOverlap(String dates) {
        DateRange range = DateRange.parse(dates);
        List<StudyInterval> leaves = new ArrayList<>();
        split(StudyInterval.of(range), leaves);
        long seconds = leaves.stream()
                .mapToLong(leaf -> leaf.lastSecond() - leaf.firstSecond() + 1)
                .sum();
        assertThat(seconds).isEqualTo(86_400L * range.days());
        assertThat(leaves).doesNotHaveDuplicates().allSatisfy(leaf -> {
            assertThat(leaf.days().days()).isEqualTo(1);
            assertThat(leaf.lastSecond() - leaf.firstSecond()).isLessThan(60);
        });
    }

    @Test
    void keysAreRangesAsTheStandardWritesThem() {
        StudyInterval days = StudyInterval.of(DateRange.parse("20240101-20240102"));
        assertThat(days.dateKey()).isEqualTo("20240101-20240102");
        assertThat(days.timeKey()).isEmpty();
        StudyInterval day = days.halves().getFirst();
        assertThat(day.dateKey()).isEqualTo("20240101");
        assertThat(day.timeKey()).as("studies without a time match too").isEmpty();
        assertThat(day.halves())
                .extracting(half -> half.timeKey().orElseThrow())
                .containsExactly("000000-115959.999999", "120000-235959.999999");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2024", "20240230x", "2024-01-01", "20241301", "20240102-20240101", "-20240101"})
    void whatAreNoDatesIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> DateRange.parse(text));
    }

    private static void split(StudyInterval interval, List<StudyInterval> leaves) {
        List<StudyInterval> halves = interval.halves();
        if (halves.isEmpty()) {
            leaves.add(interval);
        } else {
            halves.forEach(half -> split(half, leaves));
        }
    }
}
