package org.echoscribe.study.evaluation;

import java.util.List;

/**
 * What the bundles say of loops that were recorded otherwise.
 *
 * @param alteration how
 * @param loops which of the scored loops, by their position; every bundle got the same ones
 * @param said by bundle, then by loop in the order of {@code loops}: the class answered
 */
public record Robustness(Alteration alteration, int[] loops, List<int[]> said) {

    public Robustness {
        said = List.copyOf(said);
    }
}
