package org.echoscribe.phantom;

import java.util.List;
import java.util.Set;
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
     * The study number {@code index} of this seed.
     *
     * @param loopsPerStudy 0 draws 20 to 24
     */
    public static PhantomStudy draw(long seed, int index, Set<View> views, int loopsPerStudy) {
        throw new UnsupportedOperationException("follows " + seed + index + views + loopsPerStudy);
    }

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
}
