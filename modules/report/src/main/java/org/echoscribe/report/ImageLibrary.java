package org.echoscribe.report;

import static org.echoscribe.report.content.Content.coded;
import static org.echoscribe.report.content.Content.container;
import static org.echoscribe.report.content.Content.image;
import static org.echoscribe.report.content.Content.numeric;
import static org.echoscribe.report.content.Relationship.CONTAINS;
import static org.echoscribe.report.content.Relationship.HAS_ACQUISITION_CONTEXT;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.report.content.ContentItem;
import org.echoscribe.vocabulary.Code;

/** TID 1600: the images that a report speaks of, each with what a reader needs to know of it without fetching it. */
final class ImageLibrary {

    private ImageLibrary() {}

    static ContentItem of(List<SourceHeader> images) {
        List<ContentItem> entries = images.stream().map(ImageLibrary::entry).toList();
        return container(
                CONTAINS,
                Concepts.IMAGE_LIBRARY,
                "1600",
                List.of(container(CONTAINS, Concepts.IMAGE_LIBRARY_GROUP, entries)));
    }

    private static ContentItem entry(SourceHeader header) {
        List<ContentItem> context = new ArrayList<>();
        if (header.dataSet().string(Tag.Modality).orElse("US").equals("US")) {
            context.add(coded(HAS_ACQUISITION_CONTEXT, Concepts.MODALITY, Concepts.ULTRASOUND));
        }
        pixels(header, Tag.Rows, Concepts.PIXEL_DATA_ROWS).ifPresent(context::add);
        pixels(header, Tag.Columns, Concepts.PIXEL_DATA_COLUMNS).ifPresent(context::add);
        return image(
                CONTAINS,
                Optional.empty(),
                header.sopClassUid(),
                header.sopInstanceUid(),
                List.of(),
                context.toArray(ContentItem[]::new));
    }

    private static Optional<ContentItem> pixels(SourceHeader header, int tag, Code concept) {
        return header.dataSet().integer(tag).stream()
                .mapToObj(size -> numeric(HAS_ACQUISITION_CONTEXT, concept, BigDecimal.valueOf(size), Concepts.PIXELS))
                .findFirst();
    }
}
