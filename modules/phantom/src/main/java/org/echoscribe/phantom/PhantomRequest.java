package org.echoscribe.phantom;

import java.util.Set;
import org.echoscribe.vocabulary.View;

/**
 * What to generate: everything that decides the bytes of the result.
 *
 * @param studies how many studies, at least 1
 * @param seed the same seed gives the same bytes
 * @param views the views to draw from, in the proportions of {@link ViewFrequencies}; not empty
 * @param loopsPerStudy loops in each study; 0 draws 20 to 24 for each study
 * @param domain how widely their looks are drawn
 */
public record PhantomRequest(int studies, long seed, Set<View> views, int loopsPerStudy, PhantomDomain domain) {

    /** From the usual domain. */
    public PhantomRequest(int studies, long seed, Set<View> views, int loopsPerStudy) {
        this(studies, seed, views, loopsPerStudy, PhantomDomain.USUAL);
    }

    public PhantomRequest {
        if (studies < 1) {
            throw new IllegalArgumentException("studies must be at least 1, but is " + studies);
        }
        if (loopsPerStudy < 0) {
            throw new IllegalArgumentException("loopsPerStudy must be 0 (drawn) or more, but is " + loopsPerStudy);
        }
        if (views.isEmpty()) {
            throw new IllegalArgumentException("at least one view is needed; leave the choice out for all of them");
        }
        views = Set.copyOf(views);
    }

    /** All views in the published proportions, 20 to 24 loops a study. */
    public static PhantomRequest of(int studies, long seed) {
        return new PhantomRequest(studies, seed, Set.of(View.values()), 0);
    }

    /** The same, drawn from another domain. */
    public PhantomRequest from(PhantomDomain other) {
        return new PhantomRequest(studies, seed, views, loopsPerStudy, other);
    }

    /** The study with this index, 0 to {@code studies - 1}; cheap, nothing is rendered. */
    public PhantomStudy study(int index) {
        return PhantomStudy.draw(seed, index, views, loopsPerStudy, domain);
    }
}
