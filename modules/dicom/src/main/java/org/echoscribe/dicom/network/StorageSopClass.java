package org.echoscribe.dicom.network;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The storage SOP classes that an ultrasound department's machines send (PS3.4 annex B). All are stored; which of them
 * is of interest is decided elsewhere, because a refused context can make a cart abort its whole association.
 */
public enum StorageSopClass {
    ULTRASOUND_MULTI_FRAME("1.2.840.10008.5.1.4.1.1.3.1", "Ultrasound Multi-frame Image Storage"),
    ULTRASOUND("1.2.840.10008.5.1.4.1.1.6.1", "Ultrasound Image Storage"),
    ENHANCED_US_VOLUME("1.2.840.10008.5.1.4.1.1.6.2", "Enhanced US Volume Storage"),
    // Retired in 1993, and still what several carts propose.
    ULTRASOUND_MULTI_FRAME_RETIRED("1.2.840.10008.5.1.4.1.1.3", "Ultrasound Multi-frame Image Storage (retired)"),
    ULTRASOUND_RETIRED("1.2.840.10008.5.1.4.1.1.6", "Ultrasound Image Storage (retired)"),

    SECONDARY_CAPTURE("1.2.840.10008.5.1.4.1.1.7", "Secondary Capture Image Storage"),
    MULTI_FRAME_SINGLE_BIT_SC("1.2.840.10008.5.1.4.1.1.7.1", "Multi-frame Single Bit Secondary Capture Image Storage"),
    MULTI_FRAME_GRAYSCALE_BYTE_SC(
            "1.2.840.10008.5.1.4.1.1.7.2", "Multi-frame Grayscale Byte Secondary Capture Image Storage"),
    MULTI_FRAME_GRAYSCALE_WORD_SC(
            "1.2.840.10008.5.1.4.1.1.7.3", "Multi-frame Grayscale Word Secondary Capture Image Storage"),
    MULTI_FRAME_TRUE_COLOR_SC("1.2.840.10008.5.1.4.1.1.7.4", "Multi-frame True Color Secondary Capture Image Storage"),

    BASIC_TEXT_SR("1.2.840.10008.5.1.4.1.1.88.11", "Basic Text SR Storage"),
    ENHANCED_SR("1.2.840.10008.5.1.4.1.1.88.22", "Enhanced SR Storage"),
    COMPREHENSIVE_SR("1.2.840.10008.5.1.4.1.1.88.33", "Comprehensive SR Storage"),
    COMPREHENSIVE_3D_SR("1.2.840.10008.5.1.4.1.1.88.34", "Comprehensive 3D SR Storage"),
    EXTENSIBLE_SR("1.2.840.10008.5.1.4.1.1.88.35", "Extensible SR Storage"),
    PROCEDURE_LOG("1.2.840.10008.5.1.4.1.1.88.40", "Procedure Log Storage"),
    KEY_OBJECT_SELECTION("1.2.840.10008.5.1.4.1.1.88.59", "Key Object Selection Document Storage"),

    GRAYSCALE_PRESENTATION_STATE("1.2.840.10008.5.1.4.1.1.11.1", "Grayscale Softcopy Presentation State Storage"),
    COLOR_PRESENTATION_STATE("1.2.840.10008.5.1.4.1.1.11.2", "Color Softcopy Presentation State Storage"),
    PSEUDO_COLOR_PRESENTATION_STATE("1.2.840.10008.5.1.4.1.1.11.3", "Pseudo-Color Softcopy Presentation State Storage"),
    BLENDING_PRESENTATION_STATE("1.2.840.10008.5.1.4.1.1.11.4", "Blending Softcopy Presentation State Storage"),

    ENCAPSULATED_PDF("1.2.840.10008.5.1.4.1.1.104.1", "Encapsulated PDF Storage"),
    RAW_DATA("1.2.840.10008.5.1.4.1.1.66", "Raw Data Storage"),
    PHILIPS_3D_PRESENTATION_STATE("1.3.46.670589.2.5.1.1", "Philips private 3D Presentation State Storage");

    private static final Set<String> UIDS = new HashSet<>();

    static {
        for (StorageSopClass sopClass : values()) {
            UIDS.add(sopClass.uid);
        }
    }

    private final String uid;
    private final String standardName;

    StorageSopClass(String uid, String standardName) {
        this.uid = uid;
        this.standardName = standardName;
    }

    /** The SOP Class UID. */
    public String uid() {
        return uid;
    }

    /** The name in PS3.6, or the vendor's. */
    public String standardName() {
        return standardName;
    }

    /** The storage SOP class of that UID, empty for all others. */
    public static Optional<StorageSopClass> of(String uid) {
        if (!UIDS.contains(uid)) {
            return Optional.empty();
        }
        for (StorageSopClass sopClass : values()) {
            if (sopClass.uid.equals(uid)) {
                return Optional.of(sopClass);
            }
        }
        return Optional.empty();
    }
}
