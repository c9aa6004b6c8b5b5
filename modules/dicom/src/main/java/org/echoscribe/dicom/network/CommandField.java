package org.echoscribe.dicom.network;

/** Command Field (0000,0100) values (PS3.7 annex E); a response is its request with the highest bit set. */
final class CommandField {
    static final int C_STORE_RQ = 0x0001;
    static final int C_ECHO_RQ = 0x0030;
    static final int C_CANCEL_RQ = 0x0FFF;
    static final int RESPONSE = 0x8000;

    private CommandField() {}
}
