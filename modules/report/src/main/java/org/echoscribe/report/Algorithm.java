package org.echoscribe.report;

import static org.echoscribe.report.content.Content.coded;
import static org.echoscribe.report.content.Content.text;
import static org.echoscribe.report.content.Content.uidReference;
import static org.echoscribe.report.content.Relationship.HAS_CONCEPT_MODIFIER;
import static org.echoscribe.report.content.Relationship.HAS_OBSERVATION_CONTEXT;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.report.content.CodeItems;
import org.echoscribe.report.content.ContentItem;
import org.echoscribe.vocabulary.ModelIdentity;

/**
 * The model as a report names it. IHE AI Results 6.5.3.1 wants the same values in the content tree and in Contributing
 * Equipment Sequence (0018,A001), so both are made here. A model trained on synthetic data says so in its name and
 * version, wherever they are shown.
 */
final class Algorithm {

    private static final String SYNTHETIC = " (synthetic)";

    private final ModelIdentity model;
    private final ReportPolicy policy;
    private final String deviceUid;
    private final String name;
    private final String version;
    private final String manufacturer;

    Algorithm(ModelIdentity model, ReportPolicy policy) {
        this.model = model;
        this.policy = policy;
        this.deviceUid = new ReportUids(model, policy).device();
        this.name = marked(model.name());
        this.version = marked(model.version());
        this.manufacturer = PlainAscii.ofAtMost64(model.manufacturer());
    }

    /** The model that decided about a loop, where it is not the one that the document is written for. */
    static Optional<Algorithm> otherOf(LoopResult result, Algorithm documents, ReportPolicy policy) {
        return result.decider()
                .filter(decider -> !decider.equals(Decider.of(documents.model, documents.policy)))
                .map(decider -> new Algorithm(decider.model(), decider.rules(policy)));
    }

    /** The other models that decided about some of these loops, each once, in the loops' order. */
    static List<Algorithm> othersOf(List<LoopResult> results, Algorithm documents, ReportPolicy policy) {
        Map<String, Algorithm> others = new LinkedHashMap<>();
        for (LoopResult result : results) {
            otherOf(result, documents, policy)
                    .filter(other -> !other.deviceUid.equals(documents.deviceUid))
                    .ifPresent(other -> others.putIfAbsent(other.deviceUid, other));
        }
        return List.copyOf(others.values());
    }

    private String marked(String text) {
        boolean marked = !model.synthetic() || text.toLowerCase(Locale.ROOT).contains("synthetic");
        return PlainAscii.ofAtMost64(text, marked ? "" : SYNTHETIC);
    }

    /** TID 1002 and 1004: the observer is this model in this node. */
    List<ContentItem> observer() {
        return List.of(
                coded(HAS_OBSERVATION_CONTEXT, Concepts.OBSERVER_TYPE, Concepts.DEVICE),
                uidReference(HAS_OBSERVATION_CONTEXT, Concepts.DEVICE_OBSERVER_UID, deviceUid),
                text(
                        HAS_OBSERVATION_CONTEXT,
                        Concepts.DEVICE_OBSERVER_NAME,
                        PlainAscii.ofAtMost64(policy.node().name())),
                text(HAS_OBSERVATION_CONTEXT, Concepts.DEVICE_OBSERVER_MANUFACTURER, manufacturer),
                text(HAS_OBSERVATION_CONTEXT, Concepts.DEVICE_OBSERVER_MODEL_NAME, name));
    }

    /** TID 4019: algorithm identification, with one {@code key=value} per parameter. */
    List<ContentItem> identification(FramesUsed framesUsed) {
        List<ContentItem> items = new ArrayList<>();
        items.add(text(HAS_CONCEPT_MODIFIER, Concepts.ALGORITHM_NAME, name));
        items.add(text(HAS_CONCEPT_MODIFIER, Concepts.ALGORITHM_VERSION, version));
        for (String parameter : parameters(framesUsed)) {
            items.add(text(HAS_CONCEPT_MODIFIER, Concepts.ALGORITHM_PARAMETERS, parameter));
        }
        items.add(coded(HAS_CONCEPT_MODIFIER, Concepts.ALGORITHM_FAMILY, Concepts.ARTIFICIAL_INTELLIGENCE));
        return items;
    }

    private List<String> parameters(FramesUsed framesUsed) {
        List<String> parameters = new ArrayList<>();
        parameters.add("model-sha256=" + model.sha256());
        parameters.addAll(policy.decisionParameters());
        if (!framesUsed.frameNumbers().isEmpty()) {
            parameters.add("frames-used=" + framesUsed.frameNumbers().size());
        }
        if (framesUsed.repeatedCyclically()) {
            parameters.add("loop-repeated=true");
        }
        if (model.synthetic()) {
            parameters.add("synthetic=true");
        }
        return parameters;
    }

    /** The item of Contributing Equipment Sequence. */
    Attributes contributingEquipment(ReportTime time, Instant contributedAt) {
        return new Attributes()
                .setItems(Tag.PurposeOfReferenceCodeSequence, CodeItems.of(Concepts.PROCESSING_EQUIPMENT))
                .set(Tag.Manufacturer, manufacturer)
                .set(Tag.ManufacturerModelName, name)
                .set(Tag.SoftwareVersions, version)
                .set(Tag.DeviceUID, deviceUid)
                .set(Tag.ContributionDateTime, time.dateTime(contributedAt))
                .set(
                        Tag.ContributionDescription,
                        "Automatic echo view classification" + (model.synthetic() ? SYNTHETIC : ""));
    }

    /** The end of every comment that a person reads. */
    String commentEnd() {
        return model.synthetic() ? " [SYNTHETIC MODEL]" : "";
    }

    /** Name and version in one line; a model trained on synthetic data says so once. */
    String title() {
        String plain = PlainAscii.of(model.name()) + " " + PlainAscii.of(model.version());
        boolean marked = !model.synthetic() || plain.toLowerCase(Locale.ROOT).contains("synthetic");
        return marked ? plain : plain + SYNTHETIC;
    }

    boolean synthetic() {
        return model.synthetic();
    }
}
