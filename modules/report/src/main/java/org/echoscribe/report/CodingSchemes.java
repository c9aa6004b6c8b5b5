package org.echoscribe.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.report.content.ContentItem;
import org.echoscribe.vocabulary.Code;

/** Declares each coding scheme that a document uses: Coding Scheme Identification Sequence (0008,0110). */
final class CodingSchemes {

    /** A scheme registered with HL7. */
    private record Registered(String uid, String name) {}

    private static final Map<String, Registered> REGISTERED = new TreeMap<>(Map.of(
            "DCM", new Registered("1.2.840.10008.2.16.4", "DICOM Controlled Terminology"),
            "SCT", new Registered("2.16.840.1.113883.6.96", "SNOMED CT using SNOMED-CT style values"),
            "UCUM", new Registered("2.16.840.1.113883.6.8", "Unified Code for Units of Measure"),
            "UMLS",
                    new Registered(
                            "2.16.840.1.113883.6.86", "UMLS codes as CUIs making up the values in a coding system")));

    private CodingSchemes() {}

    /**
     * One item per scheme of the tree and of Contributing Equipment, in alphabetical order. A scheme that only the source
     * knows, in its procedure code, is declared as the source declares it, or not at all.
     */
    static List<Attributes> usedBy(ContentItem root, SourceHeader source, String responsibleOrganization) {
        SortedSet<String> used = new TreeSet<>();
        used.add(Concepts.PROCESSING_EQUIPMENT.scheme());
        collect(root, used);
        List<Attributes> items = new ArrayList<>();
        for (String designator : used) {
            if (designator.equals(Code.PRIVATE_SCHEME)) {
                items.add(own(responsibleOrganization));
            } else if (REGISTERED.containsKey(designator)) {
                items.add(registered(designator));
            } else {
                declaredBy(source, designator).ifPresent(items::add);
            }
        }
        return items;
    }

    private static void collect(ContentItem item, SortedSet<String> used) {
        item.conceptName().ifPresent(name -> used.add(name.scheme()));
        switch (item) {
            case ContentItem.Coded coded -> used.add(coded.value().scheme());
            case ContentItem.Numeric numeric -> used.add(numeric.unit().scheme());
            default -> {}
        }
        item.children().forEach(child -> collect(child, used));
    }

    private static Attributes own(String responsibleOrganization) {
        return new Attributes()
                .set(Tag.CodingSchemeDesignator, Code.PRIVATE_SCHEME)
                .set(Tag.CodingSchemeUID, ReportUids.codingScheme(Code.PRIVATE_SCHEME))
                .set(Tag.CodingSchemeVersion, "1")
                .set(Tag.CodingSchemeName, "Echoscribe private codes")
                .set(Tag.CodingSchemeResponsibleOrganization, PlainAscii.ofAtMost64(responsibleOrganization));
    }

    private static Attributes registered(String designator) {
        Registered scheme = REGISTERED.get(designator);
        return new Attributes()
                .set(Tag.CodingSchemeDesignator, designator)
                .set(Tag.CodingSchemeRegistry, "HL7")
                .set(Tag.CodingSchemeUID, scheme.uid())
                .set(Tag.CodingSchemeName, scheme.name());
    }

    private static Optional<Attributes> declaredBy(SourceHeader source, String designator) {
        return source.dataSet().items(Tag.CodingSchemeIdentificationSequence).stream()
                .filter(item -> item.string(Tag.CodingSchemeDesignator)
                        .filter(designator::equals)
                        .isPresent())
                .findFirst()
                .map(Attributes::copy);
    }
}
