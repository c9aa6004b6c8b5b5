package org.echoscribe.study.evaluation;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.echoscribe.study.data.DataSet;
import org.echoscribe.study.data.Subject;

/** Refuses a test whose studies or patients were seen before. */
final class RequireApart {

    private final Set<String> studies = new HashSet<>();
    private final Set<Subject> subjects = new HashSet<>();

    /** @param test what must not have been seen */
    RequireApart(DataSet test) {
        test.loops().forEach(loop -> {
            studies.add(loop.studyInstanceUid());
            subjects.add(loop.subject());
        });
    }

    /**
     * Compares another side with the test. Synthetic patients are numbered from 1 in every data set, so of synthetic loops
     * only the studies count.
     *
     * @param name what the side is for, such as "training"
     * @throws IOException naming a study that is in both, or whose patient is
     */
    void check(DataSet whole, Measured.Side side, String name) throws IOException {
        for (var loop : whole.loops()) {
            if (studies.contains(loop.studyInstanceUid())) {
                throw leak("The study " + loop.studyInstanceUid() + " is", name);
            }
        }
        for (int i = 0; i < side.loops().size(); i++) {
            boolean synthetic = side.characteristics().get(i).synthetic();
            if (!synthetic && subjects.contains(side.loops().get(i).subject())) {
                throw leak("The patient of the study " + side.loops().get(i).studyInstanceUid() + " is", name);
            }
        }
    }

    private static IOException leak(String what, String name) {
        return new IOException(what + " in both the " + name
                + " and the test data: the figures would be too good. Take it" + " out of one of them");
    }
}
