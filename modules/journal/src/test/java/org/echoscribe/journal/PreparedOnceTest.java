package org.echoscribe.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.jdbc4.JDBC4PreparedStatement;

class PreparedOnceTest {

    private static final String INSERT = "INSERT INTO number (value, name) VALUES (?, ?)";
    private static final String SELECT = "SELECT value FROM number WHERE value >= ? ORDER BY value";

    @TempDir
    private Path directory;

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = PreparedOnce.around(DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("n.db")));
        Rows.change(connection, "CREATE TABLE number (value INTEGER, name TEXT)");
        for (int value = 0; value < 9; value++) {
            Rows.change(connection, INSERT, value, "name");
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void theSameQuestionIsCompiledOnce() throws SQLException {
        assertThat(compiled(SELECT)).isSameAs(compiled(SELECT)).isNotSameAs(compiled(INSERT));
    }

    @Test
    void aQuestionThatIsBeingAnsweredIsAskedASecondTimeBesideTheFirst() throws SQLException {
        try (PreparedStatement first = select(2);
                ResultSet answer = first.executeQuery();
                PreparedStatement second = select(7);
                ResultSet other = second.executeQuery()) {
            assertThat(answer.next() && other.next()).isTrue();
            assertThat(answer.getInt(1)).isEqualTo(2);
            assertThat(other.getInt(1)).isEqualTo(7);
        }
    }

    @Test
    void nothingOfAnEarlierQuestionIsLeftInALaterOne() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setInt(1, 100);
            insert.executeUpdate();
        }
        assertThat(Rows.one(connection, row -> row.getString(1) == null, "SELECT name FROM number WHERE value = 100"))
                .contains(true);
    }

    @Test
    void anAnswerThatWasNotReadToItsEndKeepsNobodyFromWriting() throws SQLException {
        try (PreparedStatement statement = select(0);
                ResultSet answer = statement.executeQuery()) {
            assertThat(answer.next()).isTrue();
        }
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("n.db"))) {
            assertThat(Rows.change(other, INSERT, 10, "from another connection"))
                    .isEqualTo(1);
        }
    }

    private PreparedStatement select(int from) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(SELECT);
        statement.setInt(1, from);
        return statement;
    }

    private JDBC4PreparedStatement compiled(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return statement.unwrap(JDBC4PreparedStatement.class);
        }
    }
}
