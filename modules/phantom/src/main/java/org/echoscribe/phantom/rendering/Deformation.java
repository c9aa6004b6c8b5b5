package org.echoscribe.phantom.rendering;

import java.util.List;
import org.echoscribe.phantom.anatomy.CardiacCycle;
import org.echoscribe.phantom.anatomy.Motion;
import org.echoscribe.phantom.anatomy.Point;
import org.echoscribe.phantom.anatomy.Scene;

/** Where each piece of tissue is at each moment: its rest place plus the sum of all motions, seen from the probe. */
public final class Deformation {

    private final Scene scene;
    private final List<Motion> motions;
    private final CardiacCycle cycle;

    public Deformation(Scene scene, CardiacCycle cycle) {
        this.scene = scene;
        this.motions = scene.anatomy().motions();
        this.cycle = cycle;
    }

    int motionCount() {
        return motions.size();
    }

    /** Weight of each motion at a moment. */
    public double[] weights(double seconds) {
        return motions.stream()
                .mapToDouble(motion -> cycle.value(motion.curve(), seconds))
                .toArray();
    }

    /** Displacement before the probe by one motion at full weight, for the tissue that rests at this place in the heart. */
    Point fullDisplacement(int motion, Point heart) {
        return scene.placement().turned(motions.get(motion).displacement(heart.x(), heart.z()));
    }

    /** Displacement before the probe at these weights, for the tissue that rests at this place in the heart. */
    public Point displacement(Point heart, double[] weights) {
        double x = 0;
        double z = 0;
        for (int i = 0; i < weights.length; i++) {
            Point full = fullDisplacement(i, heart);
            x += full.x() * weights[i];
            z += full.z() * weights[i];
        }
        return new Point(x, z);
    }

    /** Where the tissue that rests at this place before the probe is at a moment. */
    public Point follow(Point restBeforeProbe, double seconds) {
        return restBeforeProbe.plus(displacement(scene.placement().toHeart(restBeforeProbe), weights(seconds)));
    }
}
