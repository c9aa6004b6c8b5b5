package org.echoscribe.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.echoscribe.dicom.dataset.Uids;
import org.echoscribe.vocabulary.ModelIdentity;
import org.echoscribe.vocabulary.NameBasedUid;

/**
 * The UIDs of reports: named by what decides their content, so that the same loop, model and policy always give the same
 * UID and anything else gives another.
 */
record ReportUids(ModelIdentity model, ReportPolicy policy) {

    /** Changes whenever the content tree changes. */
    private static final String LAYOUT = "echo-view-sr/1";

    /** Changes whenever the contact sheet is drawn otherwise. */
    private static final String SHEET_LAYOUT = "echo-view-sheet/1";

    /** Changes whenever the presentation state is. */
    private static final String OVERLAY_LAYOUT = "echo-view-overlay/1";

    String loopReport(LoopResult result) {
        List<String> name = new ArrayList<>(List.of(
                "sr-loop",
                result.header().sopInstanceUid(),
                model.sha256(),
                policy.digest(),
                LAYOUT,
                policy.srSopClass().uid()));
        addContent(name, result);
        return uid(name);
    }

    private static void addContent(List<String> name, LoopResult result) {
        if (result.sopInstanceUidReused()) {
            name.add("content:" + result.loop().contentSha256());
        }
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

    String correction(LoopResult result, Correction correction, Optional<String> correctedUid) {
        List<String> name = new ArrayList<>(List.of("sr-human"));
        if (correctedUid.isPresent()) {
            name.add(correctedUid.get());
        } else {
            name.add(result.header().sopInstanceUid());
            name.add(policy.srSopClass().uid());
            addContent(name, result);
        }
        name.add(Integer.toString(correction.number()));
        return uid(name);
    }

    /** The sheet looks the same whatever SR class its destination takes. */
    String contactSheet(String studyInstanceUid, List<LoopResult> results, Completion completion) {
        List<String> name = new ArrayList<>(List.of(
                "sc",
                studyInstanceUid,
                model.sha256(),
                policy.digest(),
                SHEET_LAYOUT,
                Uids.SecondaryCaptureImageStorage,
                completion.name()));
        results.stream().map(this::line).sorted().forEach(name::add);
        return uid(name);
    }

    String presentationState(LoopResult result) {
        List<String> name = new ArrayList<>(
                List.of("pr", result.header().sopInstanceUid(), model.sha256(), policy.digest(), OVERLAY_LAYOUT));
        addContent(name, result);
        return uid(name);
    }

    /** A series never mixes patients, even where a sender has given two of them one Study Instance UID. */
    String series(SeriesKind kind, LoopResult member) {
        return uid(seriesName(kind, member));
    }

    /**
     * The series of what is told of a whole study; its description says where any model in it is synthetic, and a series
     * has one description.
     */
    String studySeries(SeriesKind kind, LoopResult member, boolean synthetic) {
        List<String> name = seriesName(kind, member);
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
                layout(kind),
                sopClass(kind)));
        if (member.patientChanged()) {
            name.add("patient:" + PatientIdentity.of(member.header().dataSet()).digest());
        }
        return name;
    }

    private String layout(SeriesKind kind) {
        return switch (kind) {
            case LOOP, CORRECTION -> LAYOUT;
            case SUMMARY -> summaryLayout();
            case PRESENTATION_STATE -> OVERLAY_LAYOUT;
            case CONTACT_SHEET -> SHEET_LAYOUT;
        };
    }

    private String sopClass(SeriesKind kind) {
        return switch (kind) {
            case LOOP, SUMMARY, CORRECTION -> policy.srSopClass().uid();
            case PRESENTATION_STATE -> "";
            case CONTACT_SHEET -> Uids.SecondaryCaptureImageStorage;
        };
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
        if (result.verified().isPresent()) {
            line = result.header().sopInstanceUid() + "\t"
                    + result.verified().get().key();
        }
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
