package org.echoscribe.phantom.anatomy;

import java.util.random.RandomGenerator;
import org.echoscribe.vocabulary.View;

/** Builds what the probe sees of a heart in a view; the random source gives the variation from loop to loop. */
public final class SceneFor {

    private SceneFor() {}

    public static Scene view(View view, Heart heart, RandomGenerator random) {
        return switch (view) {
            case PLAX -> ParasternalViews.longAxis(heart, random);
            case PLAX_VALVES -> ParasternalViews.longAxisValves(heart, random);
            case PSAX_LV -> ParasternalViews.shortAxis(heart, random);
            case PLAX_RV_INFLOW -> RightHeartViews.tricuspid(heart, random);
            case PSAX_AORTIC_PULMONARY -> RightHeartViews.pulmonary(heart, random);
            case A2C -> ApicalViews.twoChamber(heart, random);
            case A3C -> ApicalViews.threeChamber(heart, random);
            case A4C_LV -> ApicalViews.fourChamber(heart, random);
            case A4C_RV -> ApicalViews.rightVentricle(heart, random);
            case A5C -> ApicalViews.fiveChamber(heart, random);
            case APICAL_LA_MV -> ApicalViews.leftAtrium(heart, random);
            case APEX -> ApicalViews.apex(heart, random);
            case SUBCOSTAL -> OtherWindows.subcostal(heart, random);
            case SUPRASTERNAL -> OtherWindows.suprasternal(heart, random);
        };
    }
}
