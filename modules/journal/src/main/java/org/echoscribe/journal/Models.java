package org.echoscribe.journal;

import java.util.Optional;
import org.echoscribe.vocabulary.ModelIdentity;

/** Every model that ever decided something, with its rules: a report names who decided, not who serves now. */
public final class Models {

    /**
     * Who decided, and how.
     *
     * @param model which model
     * @param rules under which rules
     */
    public record Decider(ModelIdentity model, DecisionRules rules) {}

    private final Database database;

    Models(Database database) {
        this.database = database;
    }

    /** Remembers a model before it decides anything; durable when this returns. */
    public void remember(ModelIdentity model, DecisionRules rules) {
        database.commit(connection -> {
            Rows.change(
                    connection,
                    "INSERT INTO model (sha256, name, version, manufacturer, synthetic) VALUES (?, ?, ?, ?, ?)"
                            + " ON CONFLICT DO NOTHING",
                    model.sha256(),
                    model.name(),
                    model.version(),
                    model.manufacturer(),
                    model.synthetic());
            return Rows.change(
                    connection,
                    "INSERT INTO decision_rules"
                            + " (model_sha256, policy, minimum_certainty, minimum_frames, preprocessing_id)"
                            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    model.sha256(),
                    rules.policy(),
                    rules.minimumCertainty(),
                    rules.minimumFrames(),
                    rules.preprocessingId());
        });
    }

    /** Who made an entry of the ledger; empty where it is older than this memory. */
    public Optional<Decider> of(Labelling labelling) {
        return database.read(connection -> Rows.one(
                connection,
                row -> new Decider(
                        new ModelIdentity(
                                row.getString("name"),
                                row.getString("version"),
                                row.getString("manufacturer"),
                                row.getString("sha256"),
                                row.getBoolean("synthetic")),
                        new DecisionRules(
                                row.getString("policy"),
                                row.getDouble("minimum_certainty"),
                                row.getInt("minimum_frames"),
                                row.getString("preprocessing_id"))),
                "SELECT * FROM model JOIN decision_rules ON model_sha256 = sha256 WHERE sha256 = ? AND policy = ?",
                labelling.modelSha256(),
                labelling.policy()));
    }
}
