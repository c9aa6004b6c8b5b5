package org.echoscribe.journal;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One change of a model in a node: who was to take a role, and what came of it.
 *
 * @param number the journal's number for it
 * @param role which role
 * @param kind how it came about
 * @param model which model; empty where the role was to be empty
 * @param source where the bundle was, as an absolute path
 * @param askedAt when it was asked
 * @param noticedAt when a running node saw it
 * @param beganAt when it came into force
 * @param endedAt when another took its place
 * @param state what became of it
 * @param cause why it was refused; empty otherwise
 */
public record ModelChange(
        long number,
        Role role,
        Kind kind,
        Optional<Model> model,
        String source,
        Instant askedAt,
        Optional<Instant> noticedAt,
        Optional<Instant> beganAt,
        Optional<Instant> endedAt,
        State state,
        String cause) {

    /** Which model. */
    public record Model(String sha256, String name, String version) {
        @Override
        public String toString() {
            return name + " " + version + " (" + sha256.substring(0, 12) + ")";
        }
    }

    /** What a model does in a node. */
    public enum Role {
        /** Its answers are reported. */
        SERVING,
        /** Its answers are only counted. */
        SHADOW;

        /** As in tables and messages. */
        public String word() {
            return stored(this);
        }
    }

    /** How a change came about. */
    public enum Kind {
        /** The configuration says so. */
        CONFIGURED,
        /** A person named the bundle. */
        PROMOTED,
        /** A person took a promotion back. */
        ROLLED_BACK,
        /** A person emptied the role. */
        OFF;

        /** As in tables and messages. */
        public String word() {
            return stored(this);
        }
    }

    /** What became of a change. */
    public enum State {
        /** No node has decided it yet. */
        ASKED,
        /** It holds. */
        IN_FORCE,
        /** It was asked or held, and another took its place. */
        ENDED,
        /** The node could not take it, and kept what it had. */
        REFUSED;

        /** As in tables and messages. */
        public String word() {
            return stored(this);
        }
    }

    static String stored(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String inCapitals(String stored) {
        return stored.toUpperCase(Locale.ROOT).replace(' ', '_');
    }
}
