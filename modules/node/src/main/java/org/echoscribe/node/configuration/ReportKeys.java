package org.echoscribe.node.configuration;

import static org.echoscribe.node.configuration.Values.duration;
import static org.echoscribe.node.configuration.Values.flag;

import java.time.Duration;
import java.util.List;

/** The keys of what is written besides Structured Reports, and of what people say about labels. */
public final class ReportKeys {

    public static final Key<Boolean> CONTACT_SHEET = flag(
            "report.contact-sheet",
            true,
            "Whether destinations that do not say it get one picture of each study, its loops with their labels, as Secondary Capture for viewers that show no Structured Reports.");
    public static final Key<Boolean> PRESENTATION_STATES = flag(
            "report.presentation-states",
            false,
            "Whether destinations that do not say it get each loop's label as an overlay, a Softcopy Presentation State for viewers that show those.");
    public static final Key<Duration> PARTIAL_SUMMARY_INTERVAL = duration(
            "report.partial-summary-interval",
            "0s",
            "0s",
            "1d",
            "While a study is still arriving, a summary of what has been labelled is sent so often, marked PARTIAL. 0 sends a summary only when the study is complete.");

    public static final Key<Boolean> DESTINATION_CONTACT_SHEET = flag(
            "destinations.*.contact-sheet",
            true,
            "Whether it gets a contact sheet of each study. Without this key report.contact-sheet holds.");
    public static final Key<Boolean> DESTINATION_PRESENTATION_STATES = flag(
            "destinations.*.presentation-states",
            false,
            "Whether it gets each loop's label as an overlay. Without this key report.presentation-states holds.");

    public static final Key<Boolean> CORRECTIONS = flag(
            "admin.corrections",
            false,
            "Whether the admin port takes corrections of labels (POST /corrections), each of which becomes a VERIFIED report in its reader's name. The port has no access control: whoever reaches it can sign as anybody, so switch this on only where that is nobody else.");

    static final List<Key<?>> ALL = List.of(
            CONTACT_SHEET,
            PRESENTATION_STATES,
            PARTIAL_SUMMARY_INTERVAL,
            DESTINATION_CONTACT_SHEET,
            DESTINATION_PRESENTATION_STATES,
            CORRECTIONS);

    private ReportKeys() {}
}
