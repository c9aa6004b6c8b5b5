package org.echoscribe.dicom.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.echoscribe.dicom.dataset.Uids;
import org.echoscribe.dicom.network.AssociateAccept.ContextResult;
import org.echoscribe.dicom.network.AssociateRequest.ProposedContext;
import org.echoscribe.dicom.network.UserInformation.RoleSelection;
import org.junit.jupiter.api.Test;

class AssociatePduTest {

    @Property(tries = 200)
    void aRequestIsDecodedAsItWasEncoded(@ForAll("requests") AssociateRequest request) throws InvalidPduException {
        assertThat(AssociatePduDecoder.decodeRequest(body(PduEncoder.encode(request))))
                .isEqualTo(request);
    }

    @Property(tries = 200)
    void aRequestCutAnywhereIsInvalidOrShorterButNeverAnotherError(@ForAll("requests") AssociateRequest request) {
        ByteBuffer whole = body(PduEncoder.encode(request));
        for (int length = 0; length < whole.remaining(); length++) {
            try {
                AssociateRequest shorter = AssociatePduDecoder.decodeRequest(whole.slice(0, length));
                assertThat(shorter.contexts().size())
                        .isLessThanOrEqualTo(request.contexts().size());
            } catch (InvalidPduException e) {
                assertThat(e.reason()).isEqualTo(InvalidPduException.INVALID_PDU_PARAMETER_VALUE);
            }
        }
    }

    @Test
    void associationsNameTheSameImplementationAsFiles() {
        UserInformation ours = UserInformation.ours(1 << 17);
        assertThat(ours.implementationClassUid()).contains(Uids.ImplementationClassUID);
        assertThat(ours.implementationVersionName()).contains(Uids.ImplementationVersionName);
    }

    @Test
    void anAcceptanceIsDecodedAsItWasEncoded() throws InvalidPduException {
        AssociateAccept accept = new AssociateAccept(
                "CALLED",
                "CALLING",
                List.of(
                        new ContextResult(1, AssociateAccept.ACCEPTANCE, "1.2.840.10008.1.2"),
                        new ContextResult(3, AssociateAccept.ABSTRACT_SYNTAX_NOT_SUPPORTED, "1.2.840.10008.1.2")),
                new UserInformation(
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        true,
                        List.of(new RoleSelection("1.2.840.10008.1.1", true, false)),
                        Optional.empty(),
                        true));
        assertThat(AssociatePduDecoder.decodeAccept(body(PduEncoder.encode(accept))))
                .isEqualTo(accept);
    }

    @Test
    void aeTitlesLoseTheirPaddingAndTheirControlCharacters() throws InvalidPduException {
        ByteBuffer pdu = PduEncoder.encode(request("A", "B"));
        pdu.put(10, new byte[] {'N', 'O', '\n', 'D', 'E', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        pdu.put(26, new byte[] {' ', ' ', 'C', 'A', 'R', 'T', '\\', 'x', 0x7F, (byte) 0xFC, ' ', ' ', ' ', ' ', ' ', ' '
        });
        AssociateRequest decoded = AssociatePduDecoder.decodeRequest(body(pdu));
        assertThat(decoded.calledAeTitle()).isEqualTo("NO?DE");
        assertThat(decoded.callingAeTitle()).isEqualTo("CART?x??");
    }

    @Test
    void aContextIdentifierThatIsEvenOrComesTwiceIsInvalid() {
        ProposedContext context = new ProposedContext(2, PresentationContextRequest.of("1.2.3", "1.2"));
        assertInvalid(withContexts(List.of(context)), "is not odd");
        ProposedContext odd = new ProposedContext(7, PresentationContextRequest.of("1.2.3", "1.2"));
        assertInvalid(withContexts(List.of(odd, odd)), "occurs twice");
    }

    @Test
    void aMaximumLengthOverTwoGibibytesIsAsGoodAsNone() throws InvalidPduException {
        ByteBuffer pdu = PduEncoder.encode(new AssociateRequest(
                1,
                "A",
                "B",
                AssociateRequest.DICOM_APPLICATION_CONTEXT,
                List.of(new ProposedContext(1, PresentationContextRequest.of("1.2.3", "1.2"))),
                UserInformation.ours(-1)));
        assertThat(AssociatePduDecoder.decodeRequest(body(pdu))
                        .userInformation()
                        .maxPduBytes())
                .isZero();
    }

    private static void assertInvalid(AssociateRequest request, String message) {
        assertThatExceptionOfType(InvalidPduException.class)
                .isThrownBy(() -> AssociatePduDecoder.decodeRequest(body(PduEncoder.encode(request))))
                .withMessageContaining(message);
    }

    private static AssociateRequest request(String called, String calling) {
        return new AssociateRequest(
                1,
                called,
                calling,
                AssociateRequest.DICOM_APPLICATION_CONTEXT,
                List.of(new ProposedContext(
                        1, PresentationContextRequest.of("1.2.840.10008.1.1", "1.2.840.10008.1.2"))),
                UserInformation.ours(16384));
    }

    private static AssociateRequest withContexts(List<ProposedContext> contexts) {
        return new AssociateRequest(
                1, "A", "B", AssociateRequest.DICOM_APPLICATION_CONTEXT, contexts, UserInformation.ours(16384));
    }

    private static ByteBuffer body(ByteBuffer pdu) {
        return pdu.slice(PduType.HEADER_LENGTH, pdu.limit() - PduType.HEADER_LENGTH);
    }

    @Provide
    Arbitrary<AssociateRequest> requests() {
        Arbitrary<String> uids =
                Arbitraries.strings().withChars("0123456789.").ofMinLength(1).ofMaxLength(64);
        Arbitrary<String> titles =
                Arbitraries.strings().withCharRange('A', 'Z').ofMinLength(1).ofMaxLength(16);
        Arbitrary<List<ProposedContext>> contexts = Combinators.combine(
                        uids, uids.list().ofMaxSize(4))
                .as(PresentationContextRequest::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(list -> java.util.stream.IntStream.range(0, list.size())
                        .mapToObj(i -> new ProposedContext(2 * i + 1, list.get(i)))
                        .toList());
        return Combinators.combine(
                        titles, titles, uids, contexts, Arbitraries.integers().between(7, 1 << 20))
                .as((called, calling, application, proposed, max) ->
                        new AssociateRequest(1, called, calling, application, proposed, UserInformation.ours(max)));
    }
}
