package org.echoscribe.dicom.network;

import java.io.IOException;

/** An association that could not be made or did not live; the message says with whom and why. */
public sealed class AssociationException extends IOException {
    private static final long serialVersionUID = 1L;

    AssociationException(String message) {
        super(message);
    }

    AssociationException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The peer answered A-ASSOCIATE-RJ. */
    public static final class Rejected extends AssociationException {
        private static final long serialVersionUID = 1L;
        private final int result;
        private final int source;
        private final int reason;

        Rejected(String message, int result, int source, int reason) {
            super(message);
            this.result = result;
            this.source = source;
            this.reason = reason;
        }

        /** Whether trying again later may help (result 2, rejected-transient). */
        public boolean isTransient() {
            return result == 2;
        }

        /** The source code of PS3.8 table 9-21. */
        public int source() {
            return source;
        }

        /** The reason code of PS3.8 table 9-21. */
        public int reason() {
            return reason;
        }
    }

    /** The peer sent A-ABORT. */
    public static final class Aborted extends AssociationException {
        private static final long serialVersionUID = 1L;
        private final int source;
        private final int reason;

        Aborted(String message, int source, int reason) {
            super(message);
            this.source = source;
            this.reason = reason;
        }

        /** 0 service user, 2 service provider. */
        public int source() {
            return source;
        }

        /** The reason code of PS3.8 table 9-26. */
        public int reason() {
            return reason;
        }
    }

    /** The peer accepted the association and not the presentation context that the service needs. */
    public static final class NotAccepted extends AssociationException {
        private static final long serialVersionUID = 1L;

        NotAccepted(String message) {
            super(message);
        }
    }

    /** A deadline of {@link Limits} passed. */
    public static final class TimedOut extends AssociationException {
        private static final long serialVersionUID = 1L;

        TimedOut(String message) {
            super(message);
        }
    }

    /** The peer cannot or will not secure the connection, or is not to be trusted. */
    public static final class NotSecured extends AssociationException {
        private static final long serialVersionUID = 1L;

        NotSecured(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The peer broke the protocol, or we could not follow it. */
    public static final class ProtocolError extends AssociationException {
        private static final long serialVersionUID = 1L;

        ProtocolError(String message) {
            super(message);
        }
    }

    /** The transport connection failed or was closed without A-RELEASE or A-ABORT. */
    public static final class ConnectionLost extends AssociationException {
        private static final long serialVersionUID = 1L;

        ConnectionLost(String message) {
            super(message);
        }

        ConnectionLost(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
