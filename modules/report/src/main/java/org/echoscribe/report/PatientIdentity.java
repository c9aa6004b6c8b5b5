package org.echoscribe.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.Tag;

/**
 * Whom an object is about, only as far as to tell whether two objects are about the same: it is compared and never shown.
 * A Study Instance UID that comes with two of them is a sender's mistake, and one document never speaks of both.
 *
 * @param digest SHA-256 over Patient ID, its issuer and Patient's Name, without what writers add to them or leave out
 */
public record PatientIdentity(String digest) {

    /** Reads it from a data set; what is absent counts as empty. */
    public static PatientIdentity of(Attributes dataSet) {
        String identity = String.join(
                "\n",
                value(dataSet, Tag.PatientID),
                value(dataSet, Tag.IssuerOfPatientID),
                value(dataSet, Tag.PatientName).toLowerCase(Locale.ROOT).replaceAll("[\\^= ]+$", ""));
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return new PatientIdentity(
                    HexFormat.of().formatHex(digest.digest(identity.getBytes(StandardCharsets.UTF_8))));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static String value(Attributes dataSet, int tag) {
        return dataSet.string(tag).map(String::strip).orElse("");
    }

    @Override
    public String toString() {
        return "PatientIdentity"; // a digest of few known values can be guessed, so it is not shown either
    }
}
