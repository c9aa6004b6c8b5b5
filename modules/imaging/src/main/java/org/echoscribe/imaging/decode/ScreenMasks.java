package org.echoscribe.imaging.decode;

import java.util.List;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.Tag;

/**
 * The table of what is blanked by machine model, before anything else looks at a frame.
 *
 * <p>It comes on top of finding the ultrasound picture by its motion: a site lists here what it must be certain to lose,
 * also where it lies inside the picture or moves.
 */
public record ScreenMasks(List<ScreenMask> masks) {

    public ScreenMasks {
        masks = List.copyOf(masks);
    }

    /** A table without entries. */
    public static ScreenMasks none() {
        return new ScreenMasks(List.of());
    }

    /** What is blanked in the frames of an object, whose decoded size decides; empty where the table has no entry. */
    List<Rectangle> of(Attributes header, int columns, int rows) {
        String manufacturer = header.string(Tag.Manufacturer).orElse("").strip();
        String model = header.string(Tag.ManufacturerModelName).orElse("").strip();
        return masks.stream()
                .filter(mask -> mask.columns() == columns && mask.rows() == rows)
                .filter(mask -> mask.manufacturer().strip().equalsIgnoreCase(manufacturer))
                .filter(mask -> mask.model().strip().equalsIgnoreCase(model))
                .flatMap(mask -> mask.blank().stream())
                .toList();
    }
}
