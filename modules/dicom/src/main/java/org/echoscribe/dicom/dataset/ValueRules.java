package org.echoscribe.dicom.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The rules of PS3.5 table 6.2-1 for text that the program sets. Messages name element and rule, never the value. */
final class ValueRules {

    private static final Pattern AGE = Pattern.compile("\\d{3}[DWMY]");
    private static final Pattern CODE = Pattern.compile("[A-Z0-9 _]*");
    private static final Pattern DATE = Pattern.compile("\\d{8}");
    private static final Pattern DECIMAL = Pattern.compile(" *[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)? *");
    private static final Pattern DATE_TIME = Pattern.compile("\\d{4}(\\d{2}){0,5}(\\.\\d{1,6})?([+-]\\d{4})?");
    private static final Pattern INTEGER = Pattern.compile(" *[+-]?\\d+ *");
    private static final Pattern TIME = Pattern.compile("\\d{2}(\\d{2}(\\d{2}(\\.\\d{1,6})?)?)?");
    private static final Pattern UID = Pattern.compile("(0|[1-9]\\d*)(\\.(0|[1-9]\\d*))*");

    private ValueRules() {}

    /**
     * The values as a list.
     *
     * @throws IllegalArgumentException if one breaks a rule of the VR
     */
    static List<String> check(int tag, Vr vr, String... values) {
        require(vr.isText(), tag, vr, "does not hold text");
        require(vr.isMultiValuedText() || values.length <= 1, tag, vr, "holds one value");
        for (String value : values) {
            if (!value.isEmpty()) {
                checkRepertoire(tag, vr, value);
                checkLength(tag, vr, value);
                checkSyntax(tag, vr, value);
            }
        }
        return List.copyOf(Arrays.asList(values));
    }

    private static void checkRepertoire(int tag, Vr vr, String value) {
        boolean block = vr.kind() == Vr.Kind.TEXT_BLOCK;
        require(
                !vr.isMultiValuedText() || value.indexOf('\\') < 0,
                tag,
                vr,
                "takes several values as several arguments, not with backslashes");
        require(vr.followsCharacterSet() || value.chars().allMatch(c -> c < 0x7F), tag, vr, "holds ASCII only");
        require(
                value.chars().allMatch(c -> c >= ' ' && c != 0x7F || block && "\t\n\f\r".indexOf(c) >= 0),
                tag,
                vr,
                "does not hold control characters");
    }

    private static void checkLength(int tag, Vr vr, String value) {
        int characters = value.codePointCount(0, value.length());
        require(characters <= vr.maxCharacters(), tag, vr, "holds at most " + vr.maxCharacters() + " characters");
        if (vr == Vr.PN) {
            String[] groups = value.split("=", -1);
            require(groups.length <= 3, tag, vr, "holds at most three component groups");
            require(
                    Arrays.stream(groups).allMatch(group -> group.codePointCount(0, group.length()) <= 64),
                    tag,
                    vr,
                    "holds at most 64 characters per component group");
        }
    }

    private static void checkSyntax(int tag, Vr vr, String value) {
        switch (vr) {
            case AS -> require(AGE.matcher(value).matches(), tag, vr, "is three digits and D, W, M or Y");
            case CS ->
                require(CODE.matcher(value).matches(), tag, vr, "holds capital letters, digits, space and underscore");
            case DA -> require(DATE.matcher(value).matches(), tag, vr, "is YYYYMMDD");
            case DS -> require(DECIMAL.matcher(value).matches(), tag, vr, "is a decimal number");
            case DT -> require(DATE_TIME.matcher(value).matches(), tag, vr, "is YYYYMMDDHHMMSS.FFFFFF&ZZXX or less");
            case IS -> require(isInteger(value), tag, vr, "is a whole number of 32 bits");
            case TM -> require(TIME.matcher(value).matches(), tag, vr, "is HHMMSS.FFFFFF or less");
            case UI ->
                require(UID.matcher(value).matches(), tag, vr, "is numbers without leading zeros, apart by points");
            default -> {
                // The other VRs have no syntax beyond repertoire and length.
            }
        }
    }

    private static boolean isInteger(String value) {
        if (!INTEGER.matcher(value).matches()) {
            return false;
        }
        long number = Long.parseLong(value.trim());
        return number == (int) number;
    }

    private static void require(boolean holds, int tag, Vr vr, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("%s: VR %s %s".formatted(Tag.toString(tag), vr, rule));
        }
    }
}
