package org.echoscribe.study.data;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which studies must stay on one side of a split, because they show one patient's heart. */
final class GroupStudies {

    private GroupStudies() {}

    /**
     * The studies, in groups that share no subject, ordered by their first study's UID: the order depends on neither the
     * loops' order nor who the subjects are.
     */
    static List<Set<String>> bySubject(List<LabelledLoop> loops) {
        Map<String, Set<String>> groupOfStudy = new HashMap<>();
        Map<Subject, Set<String>> groupOfSubject = new HashMap<>();
        for (LabelledLoop loop : loops) {
            Set<String> group =
                    groupOfStudy.computeIfAbsent(loop.studyInstanceUid(), study -> new TreeSet<>(Set.of(study)));
            Set<String> other = groupOfSubject.putIfAbsent(loop.subject(), group);
            if (other != null && !other.equals(group)) {
                // Names may be corrected between studies, so a study can join two subjects' groups.
                group.addAll(other);
                groupOfSubject.replaceAll((_, each) -> each.equals(other) ? group : each);
                group.forEach(study -> groupOfStudy.put(study, group));
            }
        }
        return new HashSet<>((Collection<Set<String>>) groupOfStudy.values())
                .stream()
                        .sorted(Comparator.comparing(group -> group.iterator().next()))
                        .toList();
    }
}
