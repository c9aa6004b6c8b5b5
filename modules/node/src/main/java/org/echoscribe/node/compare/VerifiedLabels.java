package org.echoscribe.node.compare;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.ReceivedLoop;
import org.echoscribe.journal.Statement;
import org.echoscribe.vocabulary.View;

/** The views that people have verified, as far as the node knows: what holds of all that was said about a loop. */
public final class VerifiedLabels {

    private final Journal journal;

    /** @param journal the node's */
    public VerifiedLabels(Journal journal) {
        this.journal = journal;
    }

    /** The verified views of these loops, by SOP Instance UID; those that show none of the 14 are left out. */
    public Map<String, View> of(Collection<String> sopInstanceUids) {
        Map<String, View> views = new LinkedHashMap<>();
        for (String uid : sopInstanceUids) {
            for (ReceivedLoop loop : journal.loops().ofSopInstance(uid)) {
                Optional<View> view = journal.statements()
                        .holding(loop)
                        .filter(Statement::verified)
                        .flatMap(Statement::view);
                view.ifPresent(verified -> views.put(uid, verified));
            }
        }
        return views;
    }
}
