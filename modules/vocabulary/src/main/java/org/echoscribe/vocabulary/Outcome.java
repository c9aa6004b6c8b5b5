package org.echoscribe.vocabulary;

/** What became of one stored object: exactly one of these is recorded and shown for each. */
public sealed interface Outcome {

    /** The network asserts a view. */
    record Classified(Scores scores) implements Outcome {
        /** The asserted view. */
        public View view() {
            return scores.best();
        }
    }

    /** The network ran, and its certainty is below the bundle's threshold: no view is asserted. */
    record Abstained(Scores scores) implements Outcome {}

    /**
     * The object is not a loop that the network reads.
     *
     * @param detail one plain sentence for a person, without patient data
     */
    record NotAttempted(NotAttemptedReason reason, String detail) implements Outcome {}

    /**
     * The object should have been classified and could not be.
     *
     * @param detail one plain sentence for a person saying what would mend it, without patient data
     */
    record Failed(FailureReason reason, String detail) implements Outcome {}

    /** Why the network was not asked. */
    enum NotAttemptedReason {
        TOO_FEW_FRAMES("EVR-FEWFRM", "Too few frames"),
        COLOR_DOPPLER("EVR-COLOUR", "Color Doppler image"),
        SPECTRAL_OR_M_MODE("EVR-SPECT", "Spectral Doppler or M-mode image"),
        SINGLE_FRAME("EVR-STILL", "Single-frame image"),
        UNSUPPORTED_IMAGE_TYPE("EVR-UNSUP", "Unsupported image type");

        private final Code code;

        NotAttemptedReason(String value, String meaning) {
            this.code = Code.ofPrivateScheme(value, meaning);
        }

        /** The value written for EVC-REASON. */
        public Code code() {
            return code;
        }
    }

    /** Why a loop that should have been classified was not. */
    enum FailureReason {
        NOT_DECODABLE("EVR-DECODE", "Pixel data not decodable"),
        INFERENCE_ERROR("EVR-INFER", "Inference error");

        private final Code code;

        FailureReason(String value, String meaning) {
            this.code = Code.ofPrivateScheme(value, meaning);
        }

        /** The value written for EVC-REASON. */
        public Code code() {
            return code;
        }
    }

    /** The value written for EVC-REASON when the certainty is below the threshold. */
    static Code lowCertaintyCode() {
        return Code.ofPrivateScheme("EVR-LOWCERT", "Certainty below threshold");
    }
}
