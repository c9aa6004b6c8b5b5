package org.echoscribe.node.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.echoscribe.inference.BundleRejectedException;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.ModelChange;
import org.echoscribe.journal.ModelChange.Kind;
import org.echoscribe.journal.ModelChange.Role;
import org.echoscribe.node.configuration.Configuration;
import org.echoscribe.node.configuration.Keys;
import org.echoscribe.node.wiring.OpenNetwork;

/**
 * The model that a starting node serves with: what was promoted last; where that cannot be opened, what served before it;
 * else the one that the configuration names.
 *
 * @param network its open network
 * @param change the change that names it; empty for the configured one
 * @param refused changes that could not be followed, newest first
 */
public record FirstModel(OpenNetwork network, Optional<ModelChange> change, List<Refused> refused) {

    /** A change that could not be followed, and why. */
    public record Refused(ModelChange change, String cause) {}

    /**
     * Opens it, and changes nothing in the journal: whether this node may do so is known only when it has claimed its data
     * directory.
     *
     * @throws BundleRejectedException when the configured bundle was needed and is not whole
     */
    public static FirstModel open(Configuration configuration) throws BundleRejectedException {
        Path data = configuration.get(Keys.DATA_DIRECTORY);
        List<Refused> refused = new ArrayList<>();
        for (ModelChange change : promotions(data)) {
            try {
                Path kept = new KeptBundles(data)
                        .pathOf(change.model().orElseThrow().sha256());
                return new FirstModel(OpenNetwork.openTried(kept, configuration), Optional.of(change), refused);
            } catch (BundleRejectedException e) {
                refused.add(new Refused(change, e.getMessage()));
            }
        }
        return new FirstModel(OpenNetwork.open(configuration), Optional.empty(), refused);
    }

    /** The newest promotion and those before it, up to a time when the configured model served. */
    private static List<ModelChange> promotions(Path data) {
        List<ModelChange> promotions = new ArrayList<>();
        if (!Files.exists(data.resolve("journal.db"))) {
            return promotions;
        }
        try (Journal journal = Journal.open(data)) {
            Optional<ModelChange> each = journal.modelChanges().wanted(Role.SERVING);
            while (each.isPresent() && each.get().kind() != Kind.CONFIGURED) {
                promotions.add(each.get());
                each = journal.modelChanges().before(each.get());
            }
        }
        return promotions;
    }
}
