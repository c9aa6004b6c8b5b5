package org.echoscribe.dicom.network;

/**
 * The two bytes of an A-ABORT PDU (PS3.8 table 9-26).
 *
 * @param source 0 service user, 2 service provider
 * @param reason significant when the provider aborts
 */
record Abort(int source, int reason) {

    static final Abort BY_USER = new Abort(0, 0);

    static Abort byProvider(int reason) {
        return new Abort(2, reason);
    }

    String text() {
        if (source == 0) {
            return "by the service user";
        }
        return "by the service provider: "
                + switch (reason) {
                    case 0 -> "reason not specified";
                    case 1 -> "unrecognized PDU";
                    case 2 -> "unexpected PDU";
                    case 4 -> "unrecognized PDU parameter";
                    case 5 -> "unexpected PDU parameter";
                    case 6 -> "invalid PDU parameter value";
                    default -> "reason " + reason;
                };
    }
}
