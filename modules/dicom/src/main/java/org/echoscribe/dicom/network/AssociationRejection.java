package org.echoscribe.dicom.network;

/** Why an A-ASSOCIATE-RQ is answered A-ASSOCIATE-RJ (PS3.8 table 9-21). */
public enum AssociationRejection {
    /** The service user gives no reason. */
    NO_REASON_GIVEN(1, 1, 1, "no reason given"),
    /** The application context name is not DICOM's. */
    APPLICATION_CONTEXT_NOT_SUPPORTED(1, 1, 2, "application context name not supported"),
    /** The caller is not on the list of those allowed. */
    CALLING_AE_TITLE_NOT_RECOGNIZED(1, 1, 3, "calling AE title not recognized"),
    /** The caller asked for somebody else. */
    CALLED_AE_TITLE_NOT_RECOGNIZED(1, 1, 7, "called AE title not recognized"),
    /** Bit 0 of the protocol version is not set. */
    PROTOCOL_VERSION_NOT_SUPPORTED(1, 2, 2, "protocol version not supported"),
    /** Passing: too busy. */
    TEMPORARY_CONGESTION(2, 3, 1, "temporary congestion"),
    /** Passing: as many associations are open as are allowed. */
    LOCAL_LIMIT_EXCEEDED(2, 3, 2, "local limit exceeded");

    private final int result;
    private final int source;
    private final int reason;
    private final String text;

    AssociationRejection(int result, int source, int reason, String text) {
        this.result = result;
        this.source = source;
        this.reason = reason;
        this.text = text;
    }

    /** 1 permanent, 2 transient. */
    public int result() {
        return result;
    }

    /** 1 service user, 2 provider (ACSE), 3 provider (presentation). */
    public int source() {
        return source;
    }

    /** The reason's code within its source. */
    public int reason() {
        return reason;
    }

    /** The reason in the standard's words. */
    public String text() {
        return text;
    }

    /** The words for a source and reason that a peer sent. */
    static String text(int source, int reason) {
        for (AssociationRejection rejection : values()) {
            if (rejection.source == source && rejection.reason == reason) {
                return rejection.text;
            }
        }
        return "source " + source + ", reason " + reason;
    }
}
