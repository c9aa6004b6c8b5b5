package org.echoscribe.report;

/** The title of a study summary, which decides how viewers treat it. */
public enum SummaryTitle {
    /** (126000, DCM, "Imaging Measurement Report"): what readers of TID 1500 look for. */
    MEASUREMENT_REPORT,
    /** (EVC-SUMMARY, 99ECHOVIEW): viewers that draw only measured regions of TID 1500 show it as a text tree instead. */
    TEXT
}
