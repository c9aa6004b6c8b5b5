package org.echoscribe.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.echoscribe.journal.ModelChange.Kind;
import org.echoscribe.journal.ModelChange.Model;
import org.echoscribe.journal.ModelChange.Role;
import org.echoscribe.journal.ModelChange.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelChangesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Model A = model('a');
    private static final Model B = model('b');
    private static final Model C = model('c');

    @TempDir
    private Path directory;

    private Journal journal;

    @BeforeEach
    void open() {
        journal = Journal.open(directory);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void whatIsAskedHoldsOnceANodeSaysSoAndEndsWhatHeldBefore() {
        ModelChange first = inForce(Kind.CONFIGURED, A);
        ModelChange asked = ask(Kind.PROMOTED, B);

        assertThat(changes().wanted(Role.SERVING)).contains(asked);
        assertThat(changes().inForce(Role.SERVING).orElseThrow().model()).contains(A);

        changes().recordNoticed(asked.number(), NOW);
        changes().recordInForce(asked.number(), NOW.plusSeconds(1));
        ModelChange holds = changes().inForce(Role.SERVING).orElseThrow();
        assertThat(holds.model()).contains(B);
        assertThat(holds.noticedAt()).contains(NOW);
        assertThat(holds.beganAt()).contains(NOW.plusSeconds(1));
        assertThat(changes().find(first.number()).orElseThrow().endedAt()).contains(NOW.plusSeconds(1));
        assertThat(changes().before(holds).orElseThrow().model()).contains(A);
    }

    @Test
    void whatIsRefusedChangesNothing() {
        inForce(Kind.CONFIGURED, A);
        ModelChange asked = ask(Kind.PROMOTED, B);
        changes().recordRefused(asked.number(), "head.onnx is missing", NOW);

        assertThat(changes().wanted(Role.SERVING).orElseThrow().model()).contains(A);
        assertThat(changes().find(asked.number()).orElseThrow())
                .satisfies(refused -> assertThat(refused.state()).isEqualTo(State.REFUSED))
                .satisfies(refused -> assertThat(refused.cause()).isEqualTo("head.onnx is missing"));
    }

    @Test
    void ofTwoThatAreAskedTheLaterHoldsAndTheEarlierIsForgotten() {
        inForce(Kind.CONFIGURED, A);
        ModelChange superseded = ask(Kind.PROMOTED, B);
        ModelChange last = ask(Kind.PROMOTED, C);
        changes().recordInForce(last.number(), NOW);

        assertThat(changes().wanted(Role.SERVING).orElseThrow().model()).contains(C);
        assertThat(changes().find(superseded.number()).orElseThrow().beganAt()).isEmpty();
        assertThat(changes().before(last).orElseThrow().model()).contains(A);
    }

    @Test
    void eachRollBackGoesOneStepFurtherBackAndNeverForward() {
        inForce(Kind.CONFIGURED, A);
        inForce(Kind.PROMOTED, B);
        inForce(Kind.PROMOTED, B);
        inForce(Kind.PROMOTED, C);

        assertThat(rollBack()).contains(B);
        assertThat(rollBack()).contains(A);
        assertThat(rollBack()).isEmpty();
        assertThat(changes().inForce(Role.SERVING).orElseThrow().model()).contains(A);

        inForce(Kind.PROMOTED, C);
        assertThat(rollBack()).contains(A);
        assertThat(rollBack()).isEmpty();
    }

    @Test
    void theShadowsRoleIsAnotherOneAndMayBeEmptied() {
        inForce(Kind.CONFIGURED, A);
        ModelChange shadow = changes().ask(Role.SHADOW, Kind.PROMOTED, Optional.of(B), "b", NOW);
        changes().recordInForce(shadow.number(), NOW);
        ModelChange off = changes().ask(Role.SHADOW, Kind.OFF, Optional.empty(), "", NOW);
        changes().recordInForce(off.number(), NOW);

        assertThat(changes().inForce(Role.SHADOW).orElseThrow().model()).isEmpty();
        assertThat(changes().inForce(Role.SERVING).orElseThrow().model()).contains(A);
        assertThat(changes().newest(Role.SHADOW, 10))
                .extracting(ModelChange::state)
                .containsExactly(State.IN_FORCE, State.ENDED);
    }

    private Optional<Model> rollBack() {
        Optional<ModelChange> back = changes().askBack(Role.SERVING, NOW);
        back.ifPresent(change -> changes().recordInForce(change.number(), NOW));
        return back.flatMap(ModelChange::model);
    }

    private ModelChange inForce(Kind kind, Model model) {
        ModelChange change = ask(kind, model);
        changes().recordInForce(change.number(), NOW);
        return change;
    }

    private ModelChange ask(Kind kind, Model model) {
        return changes().ask(Role.SERVING, kind, Optional.of(model), "/bundles/" + model.name(), NOW);
    }

    private ModelChanges changes() {
        return journal.modelChanges();
    }

    private static Model model(char letter) {
        return new Model(Character.toString(letter).repeat(64), "model-" + letter, "1.0.0");
    }
}
