package org.echoscribe.pipeline;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.echoscribe.report.SrSopClass;
import org.echoscribe.report.SummaryTitle;

/**
 * Who gets what: one document is written for each Structured Report class that a destination wants, and one summary for
 * each class and title. Without a destination one of each is written and waits for an addressee.
 */
final class Addressees {

    /**
     * One form of a summary.
     *
     * @param srSopClass its SOP class
     * @param title its title
     */
    record SummaryVariant(SrSopClass srSopClass, SummaryTitle title) {
        /** Its name in the journal. */
        String id() {
            return srSopClass.uid() + " " + title;
        }
    }

    /** The name in the journal of a contact sheet's only form. */
    static final String CONTACT_SHEET = "contact sheet";

    /** The name in the journal of a presentation state's only form. */
    static final String PRESENTATION_STATE = "presentation state";

    private final Set<String> all;
    private final Map<SrSopClass, Set<String>> byClass;
    private final Map<SummaryVariant, Set<String>> bySummary;
    private final Optional<Set<String>> contactSheets;
    private final Optional<Set<String>> presentationStates;

    private Addressees(
            Set<String> all,
            Map<SrSopClass, Set<String>> byClass,
            Map<SummaryVariant, Set<String>> bySummary,
            Optional<Set<String>> contactSheets,
            Optional<Set<String>> presentationStates) {
        this.all = all;
        this.byClass = byClass;
        this.bySummary = bySummary;
        this.contactSheets = contactSheets;
        this.presentationStates = presentationStates;
    }

    static Addressees of(PipelineOptions options) {
        ReportOptions defaults = options.reports();
        Map<String, DestinationOptions> destinations = options.destinations();
        if (destinations.isEmpty()) {
            SummaryVariant summary = new SummaryVariant(defaults.srSopClass(), defaults.summaryTitle());
            return new Addressees(
                    Set.of(),
                    Map.of(defaults.srSopClass(), Set.of()),
                    Map.of(summary, Set.of()),
                    Optional.of(Set.<String>of()).filter(_ -> defaults.contactSheets()),
                    Optional.empty());
        }
        return new Addressees(
                destinations.keySet(),
                grouped(destinations, DestinationOptions::srSopClass),
                grouped(destinations, wants -> new SummaryVariant(wants.srSopClass(), wants.summaryTitle())),
                Optional.ofNullable(
                        grouped(destinations, wants -> wants.pictures().contactSheet())
                                .get(true)),
                Optional.ofNullable(
                        grouped(destinations, wants -> wants.pictures().presentationStates())
                                .get(true)));
    }

    private static <K> Map<K, Set<String>> grouped(
            Map<String, DestinationOptions> destinations, Function<DestinationOptions, K> key) {
        Map<K, Set<String>> groups = new LinkedHashMap<>();
        destinations.forEach((name, wants) -> groups.computeIfAbsent(key.apply(wants), _ -> new LinkedHashSet<>())
                .add(name));
        return Collections.unmodifiableMap(groups);
    }

    /** Every destination. */
    Set<String> all() {
        return all;
    }

    /** The classes to write documents of one loop in, at least one, and who gets each. */
    Map<SrSopClass, Set<String>> byClass() {
        return byClass;
    }

    /** The forms to write summaries in, at least one, and who gets each. */
    Map<SummaryVariant, Set<String>> bySummary() {
        return bySummary;
    }

    /** Who gets contact sheets; empty where nobody wants them, and none are drawn. */
    Optional<Set<String>> contactSheets() {
        return contactSheets;
    }

    /** Who gets presentation states; empty where nobody wants them, and none are written. */
    Optional<Set<String>> presentationStates() {
        return presentationStates;
    }

    /** Who gets a variant, by its name in the journal. */
    Set<String> ofVariant(String variant) {
        if (variant.equals(CONTACT_SHEET)) {
            return contactSheets.orElse(Set.of());
        }
        if (variant.equals(PRESENTATION_STATE)) {
            return presentationStates.orElse(Set.of());
        }
        Set<String> takers = new LinkedHashSet<>();
        byClass.forEach((srSopClass, names) -> takers.addAll(srSopClass.uid().equals(variant) ? names : Set.of()));
        bySummary.forEach((form, names) -> takers.addAll(form.id().equals(variant) ? names : Set.of()));
        return takers;
    }
}
