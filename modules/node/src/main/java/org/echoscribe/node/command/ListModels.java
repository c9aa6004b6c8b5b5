package org.echoscribe.node.command;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.echoscribe.inference.BundleRejectedException;
import org.echoscribe.inference.ModelBundle;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.ModelChange;
import org.echoscribe.journal.ModelChange.Role;
import org.echoscribe.node.model.DescribeModels;
import org.echoscribe.vocabulary.ModelIdentity;

/**
 * What {@code model list} shows.
 *
 * @param bundles the bundles of a directory
 * @param journal the node's, where it has one
 */
record ListModels(List<Bundle> bundles, Optional<Journal> journal) {

    private static final int MOST_CHANGES = 20;

    /**
     * One bundle.
     *
     * @param path where it is
     * @param model what it says it is; empty where it does not verify
     * @param fault why it does not; empty where it does
     */
    record Bundle(Path path, Optional<ModelIdentity> model, String fault) {

        static Bundle of(Path path) {
            try (ModelBundle bundle = ModelBundle.open(path)) {
                return new Bundle(path, Optional.of(bundle.identity()), "");
            } catch (BundleRejectedException e) {
                return new Bundle(path, Optional.empty(), e.getMessage());
            }
        }

        boolean isWhole() {
            return model.isPresent();
        }

        private Map<String, Object> fields() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("path", path.toString());
            model.ifPresent(identity -> {
                fields.put("name", identity.name());
                fields.put("version", identity.version());
                fields.put("sha256", identity.sha256());
                fields.put("synthetic", identity.synthetic());
            });
            if (!fault.isEmpty()) {
                fields.put("fault", fault);
            }
            return fields;
        }

        private String row() {
            return model.map(identity -> String.format(
                            "%-24s %-10s %-10s %-14s %s",
                            identity.name(),
                            identity.version(),
                            identity.synthetic() ? "yes" : "no",
                            identity.sha256().substring(0, 12),
                            path))
                    .orElseGet(() -> String.format("%-24s %s", path.getFileName(), fault));
        }
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("bundles", bundles.stream().map(Bundle::fields).toList());
        journal.ifPresent(node -> {
            fields.put("node", DescribeModels.of(node));
            fields.put(
                    "changes",
                    changes(node).stream().map(DescribeModels::fields).toList());
        });
        return fields;
    }

    String table() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format("%-24s %-10s %-10s %-14s %s", "NAME", "VERSION", "SYNTHETIC", "SHA-256", "PATH"));
        bundles.forEach(bundle -> lines.add(bundle.row()));
        journal.ifPresent(node -> addNode(lines, node));
        return String.join(System.lineSeparator(), lines);
    }

    private static void addNode(List<String> lines, Journal node) {
        Optional<ModelChange> serving = node.modelChanges().inForce(Role.SERVING);
        lines.add("");
        lines.add("In this node:");
        lines.add("serves   " + serving.map(ListModels::describe).orElse("nothing yet"));
        serving.flatMap(change -> node.modelChanges().before(change))
                .ifPresent(before -> lines.add("before   " + describe(before) + "; 'model rollback' goes back to it"));
        node.modelChanges()
                .inForce(Role.SHADOW)
                .filter(change -> change.model().isPresent())
                .ifPresent(shadow -> lines.add("shadow   " + describe(shadow)));
        lines.add("");
        lines.add(String.format("%-21s %-21s %-8s %-12s %-9s %s", "ASKED", "UNTIL", "ROLE", "HOW", "STATE", "MODEL"));
        changes(node).forEach(change -> lines.add(row(change)));
    }

    /** All roles', newest first. */
    private static List<ModelChange> changes(Journal node) {
        List<ModelChange> changes = new ArrayList<>(node.modelChanges().newest(Role.SERVING, MOST_CHANGES));
        changes.addAll(node.modelChanges().newest(Role.SHADOW, MOST_CHANGES));
        changes.sort((one, other) -> Long.compare(other.number(), one.number()));
        return changes;
    }

    private static String describe(ModelChange change) {
        return change.model().map(ModelChange.Model::toString).orElse("none") + ", "
                + change.kind().word()
                + change.beganAt().map(at -> ", since " + seconds(at)).orElse("")
                + change.endedAt().map(at -> " until " + seconds(at)).orElse("")
                + (change.source().isEmpty() ? "" : ", from " + change.source());
    }

    private static String row(ModelChange change) {
        return String.format(
                        "%-21s %-21s %-8s %-12s %-9s %s",
                        seconds(change.askedAt()),
                        change.endedAt().map(ListModels::seconds).orElse("-"),
                        change.role().word(),
                        change.kind().word(),
                        change.state().word(),
                        change.model().map(ModelChange.Model::toString).orElse("none"))
                + (change.cause().isEmpty() ? "" : ": " + change.cause());
    }

    private static String seconds(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
