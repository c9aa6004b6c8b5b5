package org.echoscribe.study.recipe;

/** What every card of this program's bundles says alike, in the sections of Mitchell et al. 2019. */
final class CardSections {

    static final String METRICS = """
            ## Metrics

            The error is the share of test loops whose most probable view is not the reader's, every loop answered, with the
            exact binomial (Clopper-Pearson) 95 % interval; Cohen's kappa beside it, because views are not equally frequent.
            Two networks are compared on the same loops by McNemar's test. In service a loop below the abstention threshold
            gets no view; the share of such loops and the error of the others are given, too.

            """;

    private CardSections() {}

    static String intendedUse(boolean synthetic) {
        String use = synthetic ? """
                - **Intended:** to show that receiving, labelling, reporting, training and measuring work, and to test networks and
                  nodes without patients.
                - **Intended users:** people who install, test or develop the node and the study.
                - **Out of scope:** every patient. It must not label real echocardiograms for any purpose but a test.
                """ : """
                - **Intended:** to propose the view of transthoracic echo loops of the archive that it was trained on, as unverified
                  labels for sorting and for review by a person.
                - **Intended users:** the department whose loops it learnt from, after it has measured the error on loops of its own.
                - **Out of scope:** diagnosis; unreviewed decisions about patients; other archives, machines or kinds of examination
                  (transoesophageal, stress, contrast, three-dimensional) without a measurement there. It is not a medical device.
                """;
        return "## Intended use\n\n" + use + "\n";
    }

    static String factors(boolean synthetic) {
        String known = synthetic
                ? "Varied in the phantom or in training: view, gain, gamma, position in the picture, start within the loop.\n"
                : "Known to matter: view, machine, frame rate, gain and crop, colour Doppler, the reader who labelled.\n";
        return "## Factors\n\n" + known + """
                Results are broken down by view below. By machine, frame rate, gain, crop, colour Doppler and reader they are in the
                report of `echoscribe evaluate`, which anybody can run on loops of their own. By patients' age, sex, body size or
                ethnicity nothing was measured.

                """;
    }

    static String ethicalConsiderations(boolean synthetic) {
        String data = synthetic
                ? "No person's data were used: every loop was drawn by a program and says so in its header.\n"
                : """
                The training loops are patients' pictures. They stay in the archive; this bundle holds weights, counts and
                digests, from which no patient, study or UID can be found. Whether the archive may be used so is for its keeper
                to have decided.
                """;
        return "## Ethical considerations\n\n" + data + """
                A wrong label can hide a loop from whoever looks for its view. Reports therefore say that labels are unverified,
                carry the certainty of every view, and name this model by its digest.

                """;
    }

    static String caveats(boolean synthetic) {
        return "## Caveats and recommendations\n\n"
                + (synthetic ? "- Figures on phantoms say nothing about hearts.\n" : "")
                + """
                - Loops of one study are alike, so the intervals are rather too narrow.
                - A certainty is calibrated on the validation loops; elsewhere it may be too high or too low. Look at the reliability
                  diagram of `echoscribe evaluate` before relying on the threshold.
                - Before it serves, let it shadow the model that does (`echoscribe model shadow`), and compare the two
                  (`echoscribe model compare --live`).
                """;
    }
}
