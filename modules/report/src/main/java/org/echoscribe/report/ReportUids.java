package org.echoscribe.report;

import java.util.ArrayList;
import java.util.List;
import org.echoscribe.vocabulary.ModelIdentity;
import org.echoscribe.vocabulary.NameBasedUid;

/**
 * The UIDs of reports: named by what decides their content, so that the same loop, model and policy always give the same
 * UID and anything else gives another.
 */
record ReportUids(ModelIdentity model, ReportPolicy policy) {

    /** Changes whenever the content tree changes. */
    private static final String LAYOUT = "echo-view-sr/1";

    String loopReport(LoopResult result) {
        List<String> name = new ArrayList<>(List.of(
                "sr-loop",
                result.header().sopInstanceUid(),
                model.sha256(),
                policy.digest(),
                LAYOUT,
                policy.srSopClass().uid()));
        if (result.sopInstanceUidReused()) {
            name.add("content:" + result.loop().contentSha256());
        }
        return uid(name);
    }

    String summary(String studyInstanceUid, List<LoopResult> results, Completion completion) {
        List<String> name = new ArrayList<>(List.of(
                "sr-summary",
                studyInstanceUid,
                model.sha256(),
                policy.digest(),
                summaryLayout(),
                policy.srSopClass().uid(),
                completion.name()));
        results.stream().map(this::line).sorted().forEach(name::add);
        return uid(name);
    }

    /** A series never mixes patients, even where a sender has given two of them one Study Instance UID. */
    String series(SeriesKind kind, LoopResult member) {
        return uid(seriesName(kind, member));
    }

    /** The series of a summary; its description says where any model in it is synthetic, and a series has one description. */
    String summarySeries(LoopResult member, boolean synthetic) {
        List<String> name = seriesName(SeriesKind.SUMMARY, member);
        if (synthetic && !model.synthetic()) {
            name.add("with a synthetic model");
        }
        return uid(name);
    }

    private List<String> seriesName(SeriesKind kind, LoopResult member) {
        List<String> name = new ArrayList<>(List.of(
                "series",
                kind.namePart(),
                member.header().studyInstanceUid(),
                model.sha256(),
                kind == SeriesKind.SUMMARY ? summaryLayout() : LAYOUT,
                policy.srSopClass().uid()));
        if (member.patientChanged()) {
            name.add("patient:" + PatientIdentity.of(member.header().dataSet()).digest());
        }
        return name;
    }

    /** New weights are a new device. */
    String device() {
        return NameBasedUid.of("device", model.sha256());
    }

    /** The same for every model and for people, so that their statements about one loop can be put side by side. */
    static String tracking(String sourceSopInstanceUid) {
        return NameBasedUid.of("tracking", sourceSopInstanceUid);
    }

    static String codingScheme(String designator) {
        return NameBasedUid.of("coding-scheme", designator);
    }

    /** The title is part of the tree, so it is part of the layout. */
    private String summaryLayout() {
        return switch (policy.summaryTitle()) {
            case MEASUREMENT_REPORT -> LAYOUT;
            case TEXT -> LAYOUT + " text";
        };
    }

    private String line(LoopResult result) {
        OutcomeCodes codes = OutcomeCodes.of(result.outcome());
        String line = result.header().sopInstanceUid() + "\t" + codes.key() + "\t" + codes.classOrReason();
        if (result.sopInstanceUidReused()) {
            line += "\tcontent:" + result.loop().contentSha256();
        }
        return line + otherDecider(result);
    }

    /** Who else decided is part of what a summary says; where the document's model did, its name has that already. */
    private String otherDecider(LoopResult result) {
        return result.decider()
                .filter(decider -> !decider.equals(Decider.of(model, policy)))
                .map(decider -> "\tmodel:" + decider.model().sha256() + " "
                        + decider.rules(policy).digest())
                .orElse("");
    }

    private static String uid(List<String> name) {
        return NameBasedUid.of(name.toArray(String[]::new));
    }
}
