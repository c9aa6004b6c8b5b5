package org.echoscribe.dicom.dataset;

/** The well-known UIDs that Echoscribe uses besides transfer syntaxes, with their names in PS3.6 annex A. */
public final class Uids {

    /** Verification SOP Class. */
    public static final String Verification = "1.2.840.10008.1.1";

    /** Storage Commitment Push Model SOP Class. */
    public static final String StorageCommitmentPushModel = "1.2.840.10008.1.20.1";

    /** Storage Commitment Push Model SOP Instance. */
    public static final String StorageCommitmentPushModelInstance = "1.2.840.10008.1.20.1.1";

    /** Modality Performed Procedure Step SOP Class. */
    public static final String ModalityPerformedProcedureStep = "1.2.840.10008.3.1.2.3.3";

    /** Instance Availability Notification SOP Class. */
    public static final String InstanceAvailabilityNotification = "1.2.840.10008.5.1.4.33";

    /** DICOM Application Context Name. */
    public static final String DICOMApplicationContext = "1.2.840.10008.3.1.1.1";

    /** Ultrasound Multi-frame Image Storage, retired. */
    public static final String UltrasoundMultiFrameImageStorageRetired = "1.2.840.10008.5.1.4.1.1.3";

    /** Ultrasound Multi-frame Image Storage. */
    public static final String UltrasoundMultiFrameImageStorage = "1.2.840.10008.5.1.4.1.1.3.1";

    /** Ultrasound Image Storage, retired. */
    public static final String UltrasoundImageStorageRetired = "1.2.840.10008.5.1.4.1.1.6";

    /** Ultrasound Image Storage. */
    public static final String UltrasoundImageStorage = "1.2.840.10008.5.1.4.1.1.6.1";

    /** Enhanced US Volume Storage. */
    public static final String EnhancedUSVolumeStorage = "1.2.840.10008.5.1.4.1.1.6.2";

    /** Secondary Capture Image Storage. */
    public static final String SecondaryCaptureImageStorage = "1.2.840.10008.5.1.4.1.1.7";

    /** Multi-frame Single Bit Secondary Capture Image Storage. */
    public static final String MultiFrameSingleBitSecondaryCaptureImageStorage = "1.2.840.10008.5.1.4.1.1.7.1";

    /** Multi-frame Grayscale Byte Secondary Capture Image Storage. */
    public static final String MultiFrameGrayscaleByteSecondaryCaptureImageStorage = "1.2.840.10008.5.1.4.1.1.7.2";

    /** Multi-frame Grayscale Word Secondary Capture Image Storage. */
    public static final String MultiFrameGrayscaleWordSecondaryCaptureImageStorage = "1.2.840.10008.5.1.4.1.1.7.3";

    /** Multi-frame True Color Secondary Capture Image Storage. */
    public static final String MultiFrameTrueColorSecondaryCaptureImageStorage = "1.2.840.10008.5.1.4.1.1.7.4";

    /** Grayscale Softcopy Presentation State Storage. */
    public static final String GrayscaleSoftcopyPresentationStateStorage = "1.2.840.10008.5.1.4.1.1.11.1";

    /** Color Softcopy Presentation State Storage. */
    public static final String ColorSoftcopyPresentationStateStorage = "1.2.840.10008.5.1.4.1.1.11.2";

    /** Raw Data Storage. */
    public static final String RawDataStorage = "1.2.840.10008.5.1.4.1.1.66";

    /** Basic Text SR Storage. */
    public static final String BasicTextSRStorage = "1.2.840.10008.5.1.4.1.1.88.11";

    /** Enhanced SR Storage. */
    public static final String EnhancedSRStorage = "1.2.840.10008.5.1.4.1.1.88.22";

    /** Comprehensive SR Storage. */
    public static final String ComprehensiveSRStorage = "1.2.840.10008.5.1.4.1.1.88.33";

    /** Comprehensive 3D SR Storage. */
    public static final String Comprehensive3DSRStorage = "1.2.840.10008.5.1.4.1.1.88.34";

    /** Key Object Selection Document Storage. */
    public static final String KeyObjectSelectionDocumentStorage = "1.2.840.10008.5.1.4.1.1.88.59";

    /** Encapsulated PDF Storage. */
    public static final String EncapsulatedPDFStorage = "1.2.840.10008.5.1.4.1.1.104.1";

    /** 12-lead ECG Waveform Storage. */
    public static final String TwelveLeadECGWaveformStorage = "1.2.840.10008.5.1.4.1.1.9.1.1";

    /** Video Photographic Image Storage. */
    public static final String VideoPhotographicImageStorage = "1.2.840.10008.5.1.4.1.1.77.1.4.1";

    /** VL Photographic Image Storage. */
    public static final String VLPhotographicImageStorage = "1.2.840.10008.5.1.4.1.1.77.1.4";

    /** A private class of Philips carts (3D presentation state), accepted so that their associations succeed. */
    public static final String PhilipsPrivate3dPresentationStateStorage = "1.3.46.670589.2.5.1.1";

    /** Names this implementation in every association and every file it writes (PS3.7 D.3.3.2, PS3.10 7.1). */
    public static final String ImplementationClassUID = "2.25.175998265391898989415451327372623456918";

    /** The version that goes with {@link #ImplementationClassUID}; at most 16 characters. */
    public static final String ImplementationVersionName = "ECHOSCRIBE_01";

    private Uids() {}
}
