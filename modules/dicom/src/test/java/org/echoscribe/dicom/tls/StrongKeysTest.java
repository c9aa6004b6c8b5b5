package org.echoscribe.dicom.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.CryptoPrimitive;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StrongKeysTest {

    @Test
    void keysShorterThanTheModifiedProfileAsksForAreRefused() throws Exception {
        assertThat(StrongKeys.isStrong(rsa(1024))).isFalse();
        assertThat(StrongKeys.isStrong(rsa(2048))).isTrue();
        KeyPairGenerator curve = KeyPairGenerator.getInstance("EC");
        curve.initialize(new ECGenParameterSpec("secp256r1"));
        assertThat(StrongKeys.isStrong(curve.generateKeyPair().getPublic())).isTrue();
    }

    @Test
    void signaturesWeakerThanSha256AreRefused() {
        assertThat(permits("SHA1withRSA")).isFalse();
        assertThat(permits("SHA-1")).isFalse();
        assertThat(permits("MD5withRSA")).isFalse();
        assertThat(permits("SHA256withRSA")).isTrue();
        assertThat(permits("SHA512withECDSA")).isTrue();
        assertThat(permits("RSASSA-PSS")).isTrue();
    }

    private static boolean permits(String algorithm) {
        return StrongKeys.ONLY.permits(Set.of(CryptoPrimitive.SIGNATURE), algorithm, null);
    }

    private static PublicKey rsa(int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair().getPublic();
    }
}
