package org.echoscribe.report;

import static org.echoscribe.report.content.Content.coded;
import static org.echoscribe.report.content.Content.container;
import static org.echoscribe.report.content.Content.text;
import static org.echoscribe.report.content.Relationship.CONTAINS;
import static org.echoscribe.report.content.Relationship.HAS_CONCEPT_MODIFIER;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.report.content.CodeItems;
import org.echoscribe.report.content.Content;
import org.echoscribe.report.content.ContentItem;
import org.echoscribe.vocabulary.Code;

/**
 * TID 1500: the tree of a loop's report and of a study's summary. Image library, measurements and a tracking UID in each
 * group are always there, because viewers in the field fail without them.
 */
final class ReportTree {

    private ReportTree() {}

    static ContentItem.Container of(
            Code title, Author author, List<SourceHeader> sources, List<ContentItem> groups, Optional<String> overall) {
        List<ContentItem> items = new ArrayList<>();
        items.add(coded(HAS_CONCEPT_MODIFIER, Concepts.LANGUAGE, Concepts.ENGLISH));
        items.addAll(author.observer());
        items.add(coded(HAS_CONCEPT_MODIFIER, Concepts.PROCEDURE_REPORTED, procedure(sources.getFirst())));
        items.add(ImageLibrary.of(sources));
        items.add(container(CONTAINS, Concepts.IMAGING_MEASUREMENTS, groups));
        overall.ifPresent(comment -> items.add(container(
                CONTAINS, Concepts.QUALITATIVE_EVALUATIONS, List.of(text(CONTAINS, Concepts.COMMENT, comment)))));
        return Content.root(title, "1500", items);
    }

    /** Each object once, in the order given. */
    static List<SourceHeader> distinctSources(List<LoopResult> results) {
        Map<String, SourceHeader> sources = new LinkedHashMap<>();
        results.forEach(result -> sources.putIfAbsent(result.header().sopInstanceUid(), result.header()));
        return List.copyOf(sources.values());
    }

    /**
     * What the source says was done: its first procedure code, with a meaning in plain ASCII as all text of the tree. A code
     * that is not plain itself, or whose meaning has no Latin letter, is left to the copied Procedure Code Sequence.
     */
    private static Code procedure(SourceHeader source) {
        return CodeItems.read(source.dataSet(), Tag.ProcedureCodeSequence)
                .flatMap(ReportTree::plain)
                .orElse(Concepts.ECHOCARDIOGRAPHY);
    }

    private static Optional<Code> plain(Code code) {
        String meaning = PlainAscii.ofAtMost64(code.meaning());
        boolean plain = PlainAscii.of(code.value()).equals(code.value())
                && PlainAscii.of(code.scheme()).equals(code.scheme())
                && meaning.chars().anyMatch(Character::isLetter);
        return plain ? Optional.of(new Code(code.value(), code.scheme(), meaning)) : Optional.empty();
    }
}
