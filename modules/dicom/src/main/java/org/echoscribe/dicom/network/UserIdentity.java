package org.echoscribe.dicom.network;

/**
 * That a peer sent a user identity, and of which kind (PS3.7 D.3.3.7). What it held is a secret, or the name of a person,
 * and is not kept.
 *
 * @param type the kind
 * @param responseRequested whether the peer wants to be told that it was accepted
 */
public record UserIdentity(Type type, boolean responseRequested) {

    /** The kinds of PS3.7 table D.3-14. */
    public enum Type {
        USERNAME(1),
        USERNAME_AND_PASSCODE(2),
        KERBEROS(3),
        SAML(4),
        JSON_WEB_TOKEN(5),
        /** One that the standard does not know. */
        OTHER(0);

        private final int code;

        Type(int code) {
            this.code = code;
        }

        /** The kind with this code. */
        static Type of(int code) {
            for (Type type : values()) {
                if (type.code == code) {
                    return type;
                }
            }
            return OTHER;
        }
    }
}
