package org.echoscribe.node.configuration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.echoscribe.report.SrSopClass;
import org.echoscribe.report.SummaryTitle;

/** A complete, checked configuration. */
public final class Configuration {

    private static final String DESTINATIONS = "destinations.";

    private final Map<String, Object> values;

    Configuration(Map<String, Object> values) {
        this.values = new LinkedHashMap<>(values);
    }

    /** The value of a key that stands for itself. */
    @SuppressWarnings("unchecked") // the value was made by this very key's parse
    public <T> T get(Key<T> key) {
        return (T) values.get(key.name());
    }

    /** The PACS that receive the reports, by the name the site gave each, in that name's order. */
    public List<Destination> destinations() {
        return destinationNames().stream().map(this::destination).toList();
    }

    private Destination destination(String name) {
        return new Destination(
                name,
                get(Keys.DESTINATION_AE_TITLE, name).orElseThrow(),
                get(Keys.DESTINATION_HOST, name).orElseThrow(),
                get(Keys.DESTINATION_PORT, name).orElseThrow(),
                get(Keys.DESTINATION_SR_SOP_CLASS, name).orElse(get(Keys.SR_SOP_CLASS)),
                get(Keys.DESTINATION_SUMMARY_TITLE, name).orElse(get(Keys.SUMMARY_TITLE)),
                get(ReportKeys.DESTINATION_CONTACT_SHEET, name).orElse(get(ReportKeys.CONTACT_SHEET)),
                get(ReportKeys.DESTINATION_PRESENTATION_STATES, name).orElse(get(ReportKeys.PRESENTATION_STATES)));
    }

    /** The value of a key with a name in it, where the site has set it. */
    @SuppressWarnings("unchecked") // as above
    public <T> Optional<T> get(Key<T> template, String name) {
        return Optional.ofNullable((T) values.get(template.name().replace("*", name)));
    }

    TreeSet<String> destinationNames() {
        return names(DESTINATIONS);
    }

    /** The names that the site gave its application entities, as in {@code known-aes.cart.port}. */
    public TreeSet<String> knownAeNames() {
        return names("known-aes.");
    }

    private TreeSet<String> names(String section) {
        TreeSet<String> names = new TreeSet<>();
        values.keySet().stream()
                .filter(key -> key.startsWith(section))
                .forEach(key -> names.add(key.substring(section.length(), key.lastIndexOf('.'))));
        return names;
    }

    /** What each value allows and all of them together do not. */
    List<String> contradictions() {
        List<String> problems = new ArrayList<>();
        for (String name : destinationNames()) {
            for (Key<?> part : List.of(Keys.DESTINATION_AE_TITLE, Keys.DESTINATION_HOST, Keys.DESTINATION_PORT)) {
                if (get(part, name).isEmpty()) {
                    problems.add(part.name().replace("*", name)
                            + ": missing; a destination needs ae-title, host and port. It must be " + part.range()
                            + ".");
                }
            }
        }
        if (get(Keys.RETRY_DELAY).compareTo(get(Keys.RETRY_DELAY_CAP)) > 0) {
            problems.add("processing.retry-delay-cap: must not be shorter than processing.retry-delay.");
        }
        if (get(Keys.ASSOCIATIONS_PER_PEER) > get(Keys.ASSOCIATIONS)) {
            problems.add("limits.associations-per-peer: must not be larger than limits.associations.");
        }
        problems.addAll(PeerRules.problems(this));
        return problems;
    }

    /**
     * A PACS that receives the reports.
     *
     * @param name what the site calls it, as in {@code destinations.archive.port}
     * @param aeTitle the AE title to call
     * @param host host name or address
     * @param port DICOM port
     * @param srSopClass the Structured Report class that it gets
     * @param summaryTitle the title of its study summaries
     * @param contactSheet whether it gets contact sheets
     * @param presentationStates whether it gets presentation states
     */
    public record Destination(
            String name,
            String aeTitle,
            String host,
            int port,
            SrSopClass srSopClass,
            SummaryTitle summaryTitle,
            boolean contactSheet,
            boolean presentationStates) {}
}
