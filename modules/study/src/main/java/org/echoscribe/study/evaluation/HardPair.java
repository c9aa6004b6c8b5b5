package org.echoscribe.study.evaluation;

import org.echoscribe.statistics.ConfusionMatrix;
import org.echoscribe.statistics.Proportion;
import org.echoscribe.vocabulary.View;

/** Views that are hard to tell apart in a still picture: the discussion of Howard et al. 2020 (doi 10.21037/jmai.2019.10.03). */
public enum HardPair {
    INFLOW_OR_OUTFLOW(View.PLAX_RV_INFLOW, View.PSAX_AORTIC_PULMONARY),
    FOUR_OR_FIVE_CHAMBERS(View.A4C_LV, View.A5C),
    TWO_OR_THREE_CHAMBERS(View.A2C, View.A3C);

    private final View one;
    private final View other;

    HardPair(View one, View other) {
        this.one = one;
        this.other = other;
    }

    public View one() {
        return one;
    }

    public View other() {
        return other;
    }

    /** Of the loops of either view, those taken for the other one. */
    public Proportion swapped(ConfusionMatrix confusion) {
        int swapped = confusion.count(one.ordinal(), other.ordinal()) + confusion.count(other.ordinal(), one.ordinal());
        return new Proportion(swapped, confusion.truthTotal(one.ordinal()) + confusion.truthTotal(other.ordinal()));
    }
}
