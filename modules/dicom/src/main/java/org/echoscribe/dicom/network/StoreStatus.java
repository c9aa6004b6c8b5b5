package org.echoscribe.dicom.network;

/**
 * The status of a C-STORE response (PS3.4 B.2.3, PS3.7 annex C).
 *
 * @param code 0000H to FFFFH
 * @param errorComment Error Comment (0000,0902): at most 64 printable ASCII characters, made so here; empty for none.
 *     It goes over the wire and into logs: it must not name a patient
 */
public record StoreStatus(int code, String errorComment) {

    /** 0000H: the object is stored. */
    public static final StoreStatus SUCCESS = new StoreStatus(0x0000, "");

    /** Makes the comment fit its value representation (LO, ASCII). */
    public StoreStatus {
        if ((code & ~0xFFFF) != 0) {
            throw new IllegalArgumentException("not a 16-bit status code: " + code);
        }
        errorComment = PrintableAscii.of(errorComment, 64);
    }

    /** A700H: out of resources; the sender should try again later. */
    public static StoreStatus outOfResources(String errorComment) {
        return new StoreStatus(0xA700, errorComment);
    }

    /** A900H: the data set does not match the SOP class. */
    public static StoreStatus dataSetDoesNotMatchSopClass(String errorComment) {
        return new StoreStatus(0xA900, errorComment);
    }

    /** B007H: the object is stored, although its data set does not match the SOP class (PS3.4 table B.2-1). */
    public static StoreStatus storedThoughSopClassDiffers(String errorComment) {
        return new StoreStatus(0xB007, errorComment);
    }

    /** C000H: the data set cannot be understood. */
    public static StoreStatus cannotUnderstand(String errorComment) {
        return new StoreStatus(0xC000, errorComment);
    }

    /** 0110H: processing failure. */
    public static StoreStatus processingFailure(String errorComment) {
        return new StoreStatus(0x0110, errorComment);
    }

    /** 0117H: the SOP Instance UID breaks the rules for UIDs. */
    public static StoreStatus invalidObjectInstance(String errorComment) {
        return new StoreStatus(0x0117, errorComment);
    }

    /** 0120H: a required attribute of the command is missing. */
    public static StoreStatus missingAttribute(String errorComment) {
        return new StoreStatus(0x0120, errorComment);
    }

    /** Whether the receiver has the object as sent. */
    public boolean isSuccess() {
        return code == 0;
    }

    /** Whether the receiver has the object but changed or doubts something (B000H to BFFFH, 0001H, 0107H, 0116H). */
    public boolean isWarning() {
        return (code & 0xF000) == 0xB000 || code == 0x0001 || code == 0x0107 || code == 0x0116;
    }

    /** Whether trying again later may help (A700H to A7FFH, out of resources). */
    public boolean isOutOfResources() {
        return (code & 0xFF00) == 0xA700;
    }

    @Override
    public String toString() {
        return errorComment.isEmpty() ? "%04XH".formatted(code) : "%04XH (%s)".formatted(code, errorComment);
    }
}
