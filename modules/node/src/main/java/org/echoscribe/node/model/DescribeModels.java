package org.echoscribe.node.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.ModelChange;
import org.echoscribe.journal.ModelChange.Role;

/** Which models a node has and had, as JSON values: for the admin port and for the command line, from the journal alone. */
public final class DescribeModels {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private DescribeModels() {}

    /** As {@link #of}, in text. */
    static String json(Journal journal) {
        try {
            return MAPPER.writeValueAsString(of(journal)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of texts and numbers are JSON", e);
        }
    }

    /** What serves, what served before it, and what shadows. */
    public static Map<String, Object> of(Journal journal) {
        Map<String, Object> models = new LinkedHashMap<>();
        Optional<ModelChange> serving = journal.modelChanges().inForce(Role.SERVING);
        serving.ifPresent(change -> models.put("serving", fields(change)));
        serving.flatMap(change -> journal.modelChanges().before(change))
                .ifPresent(before -> models.put("before", fields(before)));
        Optional<ModelChange> shadow = journal.modelChanges()
                .inForce(Role.SHADOW)
                .filter(change -> change.model().isPresent());
        shadow.ifPresent(change -> models.put("shadow", shadow(journal, change)));
        return models;
    }

    private static Map<String, Object> shadow(Journal journal, ModelChange change) {
        Map<String, Object> fields = fields(change);
        String sha256 = change.model().orElseThrow().sha256();
        journal.shadowScores()
                .counts(sha256)
                .forEach((state, loops) -> fields.put(state.name().toLowerCase(Locale.ROOT), loops));
        change.beganAt()
                .ifPresent(since -> fields.put("waiting", journal.shadowScores().waiting(sha256, 0, since)));
        return fields;
    }

    /** One change. */
    public static Map<String, Object> fields(ModelChange change) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("role", change.role().word());
        change.model().ifPresent(model -> {
            fields.put("name", model.name());
            fields.put("version", model.version());
            fields.put("sha256", model.sha256());
        });
        fields.put("how", change.kind().word());
        fields.put("state", change.state().word());
        if (!change.source().isEmpty()) {
            fields.put("source", change.source());
        }
        fields.put("asked", change.askedAt().toString());
        change.beganAt().ifPresent(at -> fields.put("since", at.toString()));
        change.endedAt().ifPresent(at -> fields.put("until", at.toString()));
        if (!change.cause().isEmpty()) {
            fields.put("cause", change.cause());
        }
        return fields;
    }
}
