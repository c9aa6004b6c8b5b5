package org.echoscribe.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.echoscribe.journal.ModelChange.Kind;
import org.echoscribe.journal.ModelChange.Model;
import org.echoscribe.journal.ModelChange.Role;
import org.echoscribe.journal.ModelChange.State;

/**
 * Which model is to serve and which to shadow, asked by a person and decided by the node. Each question is one row, durable
 * before it is answered, so whoever is killed in between finds it again: the newest that was not refused is what holds.
 */
public final class ModelChanges {

    private final Database database;

    ModelChanges(Database database) {
        this.database = database;
    }

    /** Asks for a model; one that was asked before and not decided is asked no more. */
    public ModelChange ask(Role role, Kind kind, Optional<Model> model, String source, Instant now) {
        return database.commit(connection -> {
            Optional<ModelChange> holds = standing(connection, role);
            Rows.change(
                    connection,
                    "UPDATE model_change SET state = 'ended', ended_at = ? WHERE role = ? AND state = 'asked'",
                    now,
                    role.word());
            return insert(connection, role, kind, model, source, holds.map(ModelChange::number), now);
        });
    }

    /**
     * Asks for the model that served before the one that serves, and goes one step further back each time.
     *
     * @return empty where none served before
     */
    public Optional<ModelChange> askBack(Role role, Instant now) {
        return database.commit(connection -> {
            Optional<ModelChange> holds = standing(connection, role);
            Optional<ModelChange> before = holds.isEmpty() ? Optional.empty() : before(connection, holds.get());
            if (before.isEmpty() || before.get().model().isEmpty()) {
                return Optional.empty();
            }
            ModelChange back = before.get();
            Optional<Long> further = before(connection, back).map(ModelChange::number);
            Rows.change(
                    connection,
                    "UPDATE model_change SET state = 'ended', ended_at = ? WHERE role = ? AND state = 'asked'",
                    now,
                    role.word());
            return Optional.of(insert(connection, role, Kind.ROLLED_BACK, back.model(), back.source(), further, now));
        });
    }

    /** What was asked last, or holds where nothing is asked: what a node that starts now takes up first. */
    public Optional<ModelChange> wanted(Role role) {
        return database.read(connection -> one(
                connection, "WHERE role = ? AND state IN ('asked', 'in force') ORDER BY id DESC LIMIT 1", role.word()));
    }

    /** What holds. */
    public Optional<ModelChange> inForce(Role role) {
        return database.read(connection -> standing(connection, role));
    }

    /** What held before that, and would hold again after a roll-back. */
    public Optional<ModelChange> before(ModelChange change) {
        return database.read(connection -> before(connection, change));
    }

    /** A change by its number. */
    public Optional<ModelChange> find(long number) {
        return database.read(connection -> one(connection, "WHERE id = ?", number));
    }

    /** All of a role, newest first. */
    public List<ModelChange> newest(Role role, int most) {
        return database.read(connection -> Rows.all(
                connection,
                ModelChanges::change,
                "SELECT * FROM model_change WHERE role = ? ORDER BY id DESC LIMIT ?",
                role.word(),
                most));
    }

    /** A running node has seen it. */
    public void recordNoticed(long number, Instant now) {
        database.commit(connection ->
                Rows.change(connection, "UPDATE model_change SET noticed_at = ? WHERE id = ?", now, number));
    }

    /** It holds from now on, and what held before has ended; in one transaction. */
    public void recordInForce(long number, Instant now) {
        database.commit(connection -> {
            Rows.change(
                    connection,
                    "UPDATE model_change SET state = 'ended', ended_at = ? WHERE state = 'in force' AND id <> ?"
                            + " AND role = (SELECT role FROM model_change WHERE id = ?)",
                    now,
                    number,
                    number);
            return Rows.change(
                    connection,
                    "UPDATE model_change SET state = 'in force', began_at = COALESCE(began_at, ?) WHERE id = ?",
                    now,
                    number);
        });
    }

    /** The node could not take it; what held before holds. */
    public void recordRefused(long number, String cause, Instant now) {
        database.commit(connection -> Rows.change(
                connection,
                "UPDATE model_change SET state = 'refused', cause = ?, ended_at = ? WHERE id = ?",
                cause,
                now,
                number));
    }

    private static Optional<ModelChange> standing(Connection connection, Role role) throws SQLException {
        return one(connection, "WHERE role = ? AND state = 'in force' ORDER BY id DESC LIMIT 1", role.word());
    }

    /** Follows the chain to the nearest change that was in force with another model. */
    private static Optional<ModelChange> before(Connection connection, ModelChange change) throws SQLException {
        Optional<ModelChange> link = replaced(connection, change);
        while (link.isPresent()
                && (link.get().beganAt().isEmpty() || link.get().model().equals(change.model()))) {
            link = replaced(connection, link.get());
        }
        return link;
    }

    private static Optional<ModelChange> replaced(Connection connection, ModelChange change) throws SQLException {
        return one(
                connection,
                "WHERE id = (SELECT replaced_id FROM model_change WHERE id = ?) AND id < ?",
                change.number(),
                change.number());
    }

    private static ModelChange insert(
            Connection connection,
            Role role,
            Kind kind,
            Optional<Model> model,
            String source,
            Optional<Long> replaced,
            Instant now)
            throws SQLException {
        return Rows.one(
                        connection,
                        ModelChanges::change,
                        """
                        INSERT INTO model_change (role, kind, model_sha256, model_name, model_version, source,
                            replaced_id, asked_at, state, cause)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'asked', '') RETURNING *
                        """,
                        role.word(),
                        kind.word(),
                        model.map(Model::sha256).orElse(""),
                        model.map(Model::name).orElse(""),
                        model.map(Model::version).orElse(""),
                        source,
                        replaced.orElse(null),
                        now)
                .orElseThrow();
    }

    private static Optional<ModelChange> one(Connection connection, String where, Object... parameters)
            throws SQLException {
        return Rows.one(connection, ModelChanges::change, "SELECT * FROM model_change " + where, parameters);
    }

    private static ModelChange change(ResultSet row) throws SQLException {
        String sha256 = row.getString("model_sha256");
        return new ModelChange(
                row.getLong("id"),
                Role.valueOf(ModelChange.inCapitals(row.getString("role"))),
                Kind.valueOf(ModelChange.inCapitals(row.getString("kind"))),
                sha256.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Model(sha256, row.getString("model_name"), row.getString("model_version"))),
                row.getString("source"),
                Rows.instant(row, "asked_at"),
                instant(row, "noticed_at"),
                instant(row, "began_at"),
                instant(row, "ended_at"),
                State.valueOf(ModelChange.inCapitals(row.getString("state"))),
                row.getString("cause"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column) == null ? Optional.empty() : Optional.of(Rows.instant(row, column));
    }
}
