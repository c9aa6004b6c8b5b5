package org.echoscribe.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.echoscribe.vocabulary.NameBasedUid;
import org.echoscribe.vocabulary.View;

/**
 * One synthetic patient examined with one machine: what its loops share. Drawn from a seed and an index alone; loops
 * are rendered only when asked for.
 */
public final class PhantomStudy {

    private final int index;
    private final String studyInstanceUid;
    private final List<PhantomLoop> loops;

    private PhantomStudy(int index, String studyInstanceUid, List<PhantomLoop> loops) {
        this.index = index;
        this.studyInstanceUid = studyInstanceUid;
        this.loops = loops;
    }

    /**
     * The study number {@code index} (from 0) of this seed.
     *
     * @param views the views to draw from
     * @param loopsPerStudy 0 draws 20 to 24
     */
    public static PhantomStudy draw(long seed, int index, Set<View> views, int loopsPerStudy) {
        return draw(seed, index, views, loopsPerStudy, PhantomDomain.USUAL);
    }

    /** The same from any domain. */
    public static PhantomStudy draw(long seed, int index, Set<View> views, int loopsPerStudy, PhantomDomain domain) {
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + index * 0xD1B54A32D192ED03L);
        boolean randomised = domain == PhantomDomain.RANDOMISED;
        RandomiseDomain randomise = new RandomiseDomain(seed * 31 + index);
        StudyPlan usual = StudyPlan.draw(random.split());
        StudyPlan plan = randomised ? randomise.of(usual) : usual;
        SplittableRandom draws = random.split();
        int count = loopsPerStudy == 0 ? 20 + draws.nextInt(5) : loopsPerStudy;
        List<View> drawn = ViewFrequencies.draw(views, count, draws);
        // The choice is part of the name: other pixels must never share a UID.
        String choice = loopsPerStudy + ":" + views.stream().sorted().toList() + (randomised ? ":" + domain : "");
        String[] name = {"phantom", Long.toString(seed), Integer.toString(index), choice};
        SyntheticIdentity identity = new SyntheticIdentity(index, name, domain);
        List<PhantomLoop> loops = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            LoopPlan loop = LoopPlan.draw(drawn.get(i), plan, random.split());
            loops.add(new PhantomLoop(identity, i + 1, randomised ? randomise.of(loop, plan) : loop));
        }
        return new PhantomStudy(index, identity.studyInstanceUid(), List.copyOf(loops));
    }

    /** Its number among the studies of its seed, from 0. */
    public int index() {
        return index;
    }

    public String studyInstanceUid() {
        return studyInstanceUid;
    }

    /** The loops in acquisition order. */
    public List<PhantomLoop> loops() {
        return loops;
    }

    /**
     * Names, numbers and UIDs of a study that no one can take for a person's.
     *
     * @param index of the study, from 0
     * @param name the parts that all its UIDs are made from
     * @param domain which its loops were drawn from
     */
    record SyntheticIdentity(int index, String[] name, PhantomDomain domain) {

        String patientId() {
            return String.format("SYN-%04d", index + 1);
        }

        String patientName() {
            return String.format("PHANTOM^SYNTHETIC-%04d", index + 1);
        }

        String studyInstanceUid() {
            return uid("study");
        }

        String seriesInstanceUid() {
            return uid("series");
        }

        String sopInstanceUid(int instanceNumber) {
            return uid("loop " + instanceNumber);
        }

        private String uid(String part) {
            List<String> parts = new ArrayList<>(List.of(name));
            parts.add(part);
            return NameBasedUid.of(parts.toArray(String[]::new));
        }
    }
}
