package org.echoscribe.dicom.network;

/**
 * The status of a response that is not C-STORE's (PS3.7 annex C; PS3.4 C.4 for queries and retrievals).
 *
 * @param code 0000H to FFFFH
 * @param errorComment Error Comment (0000,0902): at most 64 printable ASCII characters, made so here; empty for none.
 *     It goes over the wire and into logs: it must not name a patient
 */
public record DimseStatus(int code, String errorComment) {

    /** 0000H: done. */
    public static final DimseStatus SUCCESS = new DimseStatus(0x0000, "");

    /** 0211H: the operation is none that this SOP class has here. */
    static final DimseStatus UNRECOGNIZED_OPERATION = new DimseStatus(0x0211, "unrecognized operation");

    /** Makes the comment fit its value representation (LO, ASCII). */
    public DimseStatus {
        if ((code & ~0xFFFF) != 0) {
            throw new IllegalArgumentException("not a 16-bit status code: " + code);
        }
        errorComment = PrintableAscii.of(errorComment, 64);
    }

    /** 0110H: processing failure. */
    public static DimseStatus processingFailure(String errorComment) {
        return new DimseStatus(0x0110, errorComment);
    }

    /** 0111H: there is a SOP Instance of that UID already. */
    public static DimseStatus duplicateSopInstance(String errorComment) {
        return new DimseStatus(0x0111, errorComment);
    }

    /** 0112H: there is no SOP Instance of that UID. */
    public static DimseStatus noSuchSopInstance(String errorComment) {
        return new DimseStatus(0x0112, errorComment);
    }

    /** 0113H: there is no event of that type. */
    public static DimseStatus noSuchEventType(String errorComment) {
        return new DimseStatus(0x0113, errorComment);
    }

    /** 0115H: the data set holds a value that is out of range or otherwise not allowed. */
    public static DimseStatus invalidArgumentValue(String errorComment) {
        return new DimseStatus(0x0115, errorComment);
    }

    /** 0117H: the SOP Instance UID breaks the rules for UIDs. */
    public static DimseStatus invalidObjectInstance(String errorComment) {
        return new DimseStatus(0x0117, errorComment);
    }

    /** 0118H: the SOP class is not the context's. */
    public static DimseStatus noSuchSopClass(String errorComment) {
        return new DimseStatus(0x0118, errorComment);
    }

    /** 0120H: a required attribute is missing. */
    public static DimseStatus missingAttribute(String errorComment) {
        return new DimseStatus(0x0120, errorComment);
    }

    /** 0123H: there is no action of that type. */
    public static DimseStatus noSuchAction(String errorComment) {
        return new DimseStatus(0x0123, errorComment);
    }

    /** 0212H: the data set cannot be understood, or is not there where one belongs. */
    public static DimseStatus mistypedArgument(String errorComment) {
        return new DimseStatus(0x0212, errorComment);
    }

    /** 0213H: out of resources; the peer should try again later. */
    public static DimseStatus resourceLimitation(String errorComment) {
        return new DimseStatus(0x0213, errorComment);
    }

    public boolean isSuccess() {
        return code == 0;
    }

    /** Whether more responses follow (FF00H, FF01H). */
    public boolean isPending() {
        return code == 0xFF00 || code == 0xFF01;
    }

    /** Whether the operation ended because of a C-CANCEL (FE00H). */
    public boolean isCancelled() {
        return code == 0xFE00;
    }

    /** Whether it was done, but not wholly or not exactly as asked (B000H to BFFFH, 0001H, 0107H, 0116H). */
    public boolean isWarning() {
        return (code & 0xF000) == 0xB000 || code == 0x0001 || code == 0x0107 || code == 0x0116;
    }

    /** Whether it was not done. */
    public boolean isFailure() {
        return !isSuccess() && !isPending() && !isCancelled() && !isWarning();
    }

    @Override
    public String toString() {
        return errorComment.isEmpty() ? "%04XH".formatted(code) : "%04XH (%s)".formatted(code, errorComment);
    }
}
