package org.echoscribe.dicom.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandardNegotiationTest {
    private static final String US_MULTI_FRAME = StorageSopClass.ULTRASOUND_MULTI_FRAME.uid();
    private static final String IMPLICIT = "1.2.840.10008.1.2";
    private static final String EXPLICIT = "1.2.840.10008.1.2.1";
    private static final String JPEG_BASELINE = "1.2.840.10008.1.2.4.50";
    private static final String RLE = "1.2.840.10008.1.2.5";

    private final StandardNegotiation everyone = StandardNegotiation.acceptingEveryone();

    @ParameterizedTest
    @EnumSource
    void everyStorageClassOfAnUltrasoundDepartmentIsAccepted(StorageSopClass sopClass) {
        assertThat(decide(sopClass.uid(), IMPLICIT)).isEqualTo(new ContextDecision.Accepted(IMPLICIT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.1.99",
                "1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51", "1.2.840.10008.1.2.4.57", "1.2.840.10008.1.2.4.70",
                "1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.81", "1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.91",
                "1.2.840.10008.1.2.5", "1.2.840.10008.1.2.4.100", "1.2.840.10008.1.2.4.100.1",
                        "1.2.840.10008.1.2.4.101",
                "1.2.840.10008.1.2.4.102", "1.2.840.10008.1.2.4.103", "1.2.840.10008.1.2.4.104",
                        "1.2.840.10008.1.2.4.105",
                "1.2.840.10008.1.2.4.106", "1.2.840.10008.1.2.4.107", "1.2.840.10008.1.2.4.108",
                        "1.2.840.10008.1.2.4.110",
                "1.2.840.10008.1.2.4.111", "1.2.840.10008.1.2.4.112", "1.2.840.10008.1.2.4.201",
                        "1.2.840.10008.1.2.4.202",
                "1.2.840.10008.1.2.4.203"
            })
    void everyStandardEncodingOfALoopIsAccepted(String transferSyntax) {
        assertThat(decide(US_MULTI_FRAME, transferSyntax)).isEqualTo(new ContextDecision.Accepted(transferSyntax));
    }

    @ParameterizedTest
    @CsvSource({
        IMPLICIT + " " + EXPLICIT + "," + EXPLICIT,
        IMPLICIT + " " + EXPLICIT + " " + RLE + "," + RLE,
        RLE + " " + IMPLICIT + " " + JPEG_BASELINE + "," + JPEG_BASELINE,
        "1.2.840.10008.1.2.4.91 1.2.840.10008.1.2.4.70 " + EXPLICIT + ",1.2.840.10008.1.2.4.91",
        "1.2.840.10008.1.2.2 " + IMPLICIT + "," + IMPLICIT,
        "1.2.826.0.1.3680043.10.9999.1 " + IMPLICIT + "," + IMPLICIT
    })
    void ofSeveralEncodingsTheCompressedOneIsTakenAndThenExplicit(String proposed, String accepted) {
        assertThat(decide(US_MULTI_FRAME, proposed.split(" "))).isEqualTo(new ContextDecision.Accepted(accepted));
    }

    @Test
    void aPrivateEncodingAloneIsRefusedWithItsContext() {
        assertThat(decide(US_MULTI_FRAME, "1.2.826.0.1.3680043.10.9999.1"))
                .isEqualTo(ContextDecision.Refused.TRANSFER_SYNTAXES_NOT_SUPPORTED);
    }

    @Test
    void anUnknownSopClassIsRefused() {
        assertThat(decide("1.2.840.10008.5.1.4.1.1.2", IMPLICIT))
                .isEqualTo(ContextDecision.Refused.ABSTRACT_SYNTAX_NOT_SUPPORTED);
    }

    @Test
    void verificationIsNeverAcceptedCompressed() {
        assertThat(decide(StandardNegotiation.VERIFICATION, JPEG_BASELINE, IMPLICIT))
                .isEqualTo(new ContextDecision.Accepted(IMPLICIT));
    }

    @Test
    void titlesAreCheckedOnlyWhereThatIsAskedFor() {
        assertThat(everyone.reject(association("ANY", "CART"))).isEmpty();
        StandardNegotiation strict = everyone.withCalledAeTitle("NODE").withCallingAeTitles(Set.of("CART1", "CART2"));
        assertThat(strict.reject(association("NODE", "CART2"))).isEmpty();
        assertThat(strict.reject(association("OTHER", "CART2")))
                .contains(AssociationRejection.CALLED_AE_TITLE_NOT_RECOGNIZED);
        assertThat(strict.reject(association("NODE", "CART3")))
                .contains(AssociationRejection.CALLING_AE_TITLE_NOT_RECOGNIZED);
    }

    private ContextDecision decide(String abstractSyntax, String... transferSyntaxes) {
        return everyone.decide(
                association("NODE", "CART"), new PresentationContextRequest(abstractSyntax, List.of(transferSyntaxes)));
    }

    private static AssociationInfo association(String called, String calling) {
        return new AssociationInfo(1, calling, called, new InetSocketAddress(104), Optional.empty(), Optional.empty());
    }
}
