package org.echoscribe.report;

import java.time.Instant;
import java.util.Optional;
import org.echoscribe.vocabulary.View;

/**
 * A person's word on one loop. That the model was right is said in the same way, with the model's label.
 *
 * @param number tells the corrections of one loop apart, 1 or more; the same number is the same correction
 * @param view what the loop shows; empty where it shows no view that the person can name
 * @param reader who says so
 * @param statedAt when
 */
public record Correction(int number, Optional<View> view, Reader reader, Instant statedAt) {

    public Correction {
        if (number < 1) {
            throw new IllegalArgumentException("Corrections are numbered from 1: " + number);
        }
    }
}
