package org.echoscribe.study.data;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Whose heart a loop shows, without saying whose: equal for the loops of one patient, and nothing else. It is a keyed digest
 * under a key that this process draws and never tells, so it can neither be looked up nor compared with another run's.
 */
public final class Subject {

    private static final String ALGORITHM = "HmacSHA256";
    private static final SecretKeySpec KEY = new SecretKeySpec(new SecureRandom().generateSeed(32), ALGORITHM);

    private final String digest;

    private Subject(String identity) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(KEY);
            this.digest = HexFormat.of().formatHex(mac.doFinal(identity.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }

    /** Someone of whom only this study is known. */
    public static Subject ofStudy(String studyInstanceUid) {
        return new Subject("study\n" + studyInstanceUid);
    }

    /**
     * A patient.
     *
     * @param issuer Issuer of Patient ID (0010,0021), empty where the header names none
     * @param patientId Patient ID (0010,0020)
     */
    public static Subject ofPatient(String issuer, String patientId) {
        return new Subject("patient\n" + issuer.strip() + "\n" + patientId.strip());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Subject subject && digest.equals(subject.digest);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    /** Nothing that could be compared or looked up. */
    @Override
    public String toString() {
        return "a subject";
    }
}
