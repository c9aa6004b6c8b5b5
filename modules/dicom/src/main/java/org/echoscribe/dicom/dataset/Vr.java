package org.echoscribe.dicom.dataset;

import java.util.Optional;

/**
 * The value representations of PS3.5 section 6.2: how the bytes of an element's value are to be understood.
 */
public enum Vr {
    AE(Kind.ASCII, 1, ' ', false, 16),
    AS(Kind.ASCII, 1, ' ', false, 4),
    AT(Kind.TAG, 2, 0, false, 0),
    CS(Kind.ASCII, 1, ' ', false, 16),
    DA(Kind.ASCII, 1, ' ', false, 18),
    DS(Kind.ASCII, 1, ' ', false, 16),
    DT(Kind.ASCII, 1, ' ', false, 54),
    FD(Kind.REAL, 8, 0, false, 0),
    FL(Kind.REAL, 4, 0, false, 0),
    IS(Kind.ASCII, 1, ' ', false, 12),
    LO(Kind.TEXT, 1, ' ', false, 64),
    LT(Kind.TEXT_BLOCK, 1, ' ', false, 10_240),
    OB(Kind.BYTES, 1, 0, true, 0),
    OD(Kind.BYTES, 8, 0, true, 0),
    OF(Kind.BYTES, 4, 0, true, 0),
    OL(Kind.BYTES, 4, 0, true, 0),
    OV(Kind.BYTES, 8, 0, true, 0),
    OW(Kind.BYTES, 2, 0, true, 0),
    PN(Kind.TEXT, 1, ' ', false, 64 * 3 + 2),
    SH(Kind.TEXT, 1, ' ', false, 16),
    SL(Kind.INTEGER, 4, 0, false, 0),
    SQ(Kind.SEQUENCE, 1, 0, true, 0),
    SS(Kind.INTEGER, 2, 0, false, 0),
    ST(Kind.TEXT_BLOCK, 1, ' ', false, 1024),
    SV(Kind.INTEGER, 8, 0, true, 0),
    TM(Kind.ASCII, 1, ' ', false, 28),
    UC(Kind.TEXT, 1, ' ', true, Integer.MAX_VALUE),
    UI(Kind.ASCII, 1, 0, false, 64),
    UL(Kind.INTEGER, 4, 0, false, 0),
    UN(Kind.BYTES, 1, 0, true, 0),
    UR(Kind.ASCII_BLOCK, 1, ' ', true, Integer.MAX_VALUE),
    US(Kind.INTEGER, 2, 0, false, 0),
    UT(Kind.TEXT_BLOCK, 1, ' ', true, Integer.MAX_VALUE),
    UV(Kind.INTEGER, 8, 0, true, 0);

    /** What a value is made of. */
    enum Kind {
        /** Characters of the default repertoire, several values apart by backslashes. */
        ASCII,
        /** One value of the default repertoire; a backslash is an ordinary character. */
        ASCII_BLOCK,
        /** Characters of the Specific Character Set, several values apart by backslashes. */
        TEXT,
        /** One text of the Specific Character Set; a backslash is an ordinary character. */
        TEXT_BLOCK,
        INTEGER,
        REAL,
        TAG,
        BYTES,
        SEQUENCE
    }

    private static final Vr[] BY_CODE = byCode();

    private final Kind kind;
    private final int unitBytes;
    private final byte padding;
    private final boolean longForm;
    private final int maxCharacters;

    Vr(Kind kind, int unitBytes, int padding, boolean longForm, int maxCharacters) {
        this.kind = kind;
        this.unitBytes = unitBytes;
        this.padding = (byte) padding;
        this.longForm = longForm;
        this.maxCharacters = maxCharacters;
    }

    /** The VR with this two-letter code, if the standard has it. */
    public static Optional<Vr> of(String code) {
        return code.length() == 2 ? Optional.ofNullable(of(code.charAt(0), code.charAt(1))) : Optional.empty();
    }

    /** The VR with these two letters, or null. */
    static Vr of(int first, int second) {
        boolean letters = first >= 'A' && first <= 'Z' && second >= 'A' && second <= 'Z';
        return letters ? BY_CODE[(first - 'A') * 26 + second - 'A'] : null;
    }

    private static Vr[] byCode() {
        Vr[] table = new Vr[26 * 26];
        for (Vr vr : values()) {
            table[(vr.name().charAt(0) - 'A') * 26 + vr.name().charAt(1) - 'A'] = vr;
        }
        return table;
    }

    Kind kind() {
        return kind;
    }

    /** Bytes of the unit that changes order between little and big endian; 1 where order does not matter. */
    int unitBytes() {
        return unitBytes;
    }

    /** The byte that makes an odd value even (PS3.5 6.2). */
    byte padding() {
        return padding;
    }

    /** Whether explicit VR encodes the length in 32 bits after two reserved bytes (PS3.5 table 7.1-1). */
    boolean longForm() {
        return longForm;
    }

    /** The most characters one value may have, or 0 where the VR is not text. */
    int maxCharacters() {
        return maxCharacters;
    }

    /** Whether the value is text of any kind. */
    public boolean isText() {
        return switch (kind) {
            case ASCII, ASCII_BLOCK, TEXT, TEXT_BLOCK -> true;
            default -> false;
        };
    }

    /** Whether the Specific Character Set (0008,0005) governs the value (PS3.5 6.1.2.3). */
    public boolean followsCharacterSet() {
        return kind == Kind.TEXT || kind == Kind.TEXT_BLOCK;
    }

    /** Whether backslashes separate several values. */
    boolean isMultiValuedText() {
        return kind == Kind.ASCII || kind == Kind.TEXT;
    }

    /** Whether the value is a row of numbers of fixed size. */
    boolean isNumeric() {
        return kind == Kind.INTEGER || kind == Kind.REAL || kind == Kind.TAG;
    }
}
