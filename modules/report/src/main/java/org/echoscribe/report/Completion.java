package org.echoscribe.report;

/** Whether a summary tells the whole study: Completion Flag (0040,A491). */
public enum Completion {
    /** The study may still be arriving. */
    PARTIAL,
    /** The study is closed. */
    COMPLETE
}
