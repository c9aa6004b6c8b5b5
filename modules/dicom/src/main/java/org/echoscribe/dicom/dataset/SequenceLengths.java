package org.echoscribe.dicom.dataset;

/** How the writer states where sequences and items end (PS3.5 7.5.1, 7.5.2). */
public enum SequenceLengths {
    /** By a byte count. */
    DEFINED,
    /** By delimiter items. */
    UNDEFINED,
    /** As each sequence and item was read, group lengths included, so that an unchanged file keeps every byte. */
    AS_READ
}
