package org.echoscribe.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.echoscribe.vocabulary.View;

/** Who said what of which loop; every method is durable when it returns. */
public final class Statements {

    /** What became of a correction. */
    public enum Entry {
        /** It is new. */
        ENTERED,
        /** The same was entered before. */
        REPEATED,
        /** Another was entered under this number before, and that one stays. */
        CONFLICT
    }

    private static final String VERIFIED_THEN_NEWEST =
            " ORDER BY verified DESC, stated_at DESC, recorded_at DESC, id DESC";

    private final Database database;

    Statements(Database database) {
        this.database = database;
    }

    /**
     * Enters a correction with its documents and their deliveries, and opens the study for its next summary, all in one
     * transaction.
     *
     * @param correction has a loop and a number
     */
    public Entry enter(Statement correction, List<AddressedReport> documents, Instant now) {
        long loop = correction.loopNumber().orElseThrow();
        int number = correction.correctionNumber().orElseThrow();
        return database.commit(connection -> {
            Optional<Statement> earlier = correction(connection, loop, number);
            if (earlier.isPresent()) {
                return earlier.get().agreesWith(correction) ? Entry.REPEATED : Entry.CONFLICT;
            }
            insert(connection, correction, now);
            Outbox.insert(connection, documents, OptionalLong.of(loop), now);
            Studies.reopen(connection, correction.studyInstanceUid());
            return Entry.ENTERED;
        });
    }

    /** Records what a received document says; what is known already stays as it is. */
    public void record(List<Statement> statements, Instant now) {
        database.commit(connection -> {
            for (Statement statement : statements) {
                insert(connection, statement, now);
            }
            return null;
        });
    }

    /** The correction of this number of a loop. */
    public Optional<Statement> correction(long loopNumber, int correctionNumber) {
        return database.read(connection -> correction(connection, loopNumber, correctionNumber));
    }

    /** What holds of a loop by now, if anybody said anything: VERIFIED goes before UNVERIFIED, then the newest. */
    public Optional<Statement> holding(ReceivedLoop loop) {
        return of(loop).stream().findFirst();
    }

    /** All that was said of a loop: VERIFIED before UNVERIFIED, then the newest first. */
    public List<Statement> of(ReceivedLoop loop) {
        return database.read(connection -> Rows.all(
                connection,
                Statements::statement,
                "SELECT * FROM statement WHERE source_sop_instance_uid = ? AND study_instance_uid = ?"
                        + " AND (loop_id = ? OR loop_id IS NULL)" + VERIFIED_THEN_NEWEST,
                loop.loop().sopInstanceUid(),
                loop.loop().studyInstanceUid(),
                loop.number()));
    }

    /** What each person said last of each loop, in the order of studies, loops and readers. */
    public List<Statement> lastOfEachReader() {
        return database.read(connection -> Rows.all(connection, Statements::statement, """
                SELECT * FROM statement WHERE verified AND NOT EXISTS (
                    SELECT 1 FROM statement AS later
                    WHERE later.source_sop_instance_uid = statement.source_sop_instance_uid
                        AND later.reader = statement.reader AND later.verified
                        AND (later.stated_at > statement.stated_at
                            OR (later.stated_at = statement.stated_at AND later.id > statement.id)))
                ORDER BY study_instance_uid, source_sop_instance_uid, reader
                """));
    }

    private static Optional<Statement> correction(Connection connection, long loop, int number) throws SQLException {
        return Rows.one(
                connection,
                Statements::statement,
                "SELECT * FROM statement WHERE loop_id = ? AND correction_number = ?",
                loop,
                number);
    }

    private static void insert(Connection connection, Statement statement, Instant now) throws SQLException {
        Rows.change(
                connection,
                """
                INSERT INTO statement (document_uid, source_sop_instance_uid, study_instance_uid, tracking_uid, loop_id,
                    correction_number, verified, asserted, view, reader, stated_at, recorded_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """,
                statement.documentUid(),
                statement.sourceSopInstanceUid(),
                statement.studyInstanceUid(),
                statement.trackingUid(),
                statement.loopNumber().isPresent() ? statement.loopNumber().getAsLong() : null,
                statement.correctionNumber().isPresent()
                        ? statement.correctionNumber().getAsInt()
                        : null,
                statement.verified(),
                statement.asserted(),
                statement.view().map(View::name).orElse(""),
                statement.reader(),
                statement.statedAt(),
                now);
    }

    private static Statement statement(ResultSet row) throws SQLException {
        long loop = row.getLong("loop_id");
        int number = row.getInt("correction_number");
        String view = row.getString("view");
        return new Statement(
                row.getString("document_uid"),
                row.getString("source_sop_instance_uid"),
                row.getString("study_instance_uid"),
                row.getString("tracking_uid"),
                loop == 0 ? OptionalLong.empty() : OptionalLong.of(loop),
                number == 0 ? OptionalInt.empty() : OptionalInt.of(number),
                row.getBoolean("verified"),
                row.getBoolean("asserted"),
                view.isEmpty() ? Optional.empty() : Optional.of(View.valueOf(view)),
                row.getString("reader"),
                Rows.instant(row, "stated_at"));
    }
}
