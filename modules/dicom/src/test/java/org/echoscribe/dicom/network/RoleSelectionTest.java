package org.echoscribe.dicom.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.echoscribe.dicom.dataset.Uids;
import org.echoscribe.dicom.network.AssociateRequest.ProposedContext;
import org.echoscribe.dicom.network.UserInformation.RoleSelection;
import org.junit.jupiter.api.Test;

/** SCP/SCU role selection as both sides understand it (PS3.7 D.3.3.4). */
class RoleSelectionTest {
    private static final String IMPLICIT = "1.2.840.10008.1.2";
    private static final String US = Uids.UltrasoundMultiFrameImageStorage;
    private static final String COMMITMENT = Uids.StorageCommitmentPushModel;
    private static final AssociationInfo PEER =
            new AssociationInfo(1, "PACS", "NODE", new InetSocketAddress(104), Optional.empty(), Optional.empty());
    private static final CommitmentHandler HANDLER = new CommitmentHandler() {
        @Override
        public void requested(AssociationInfo association, CommitmentRequest request) {}

        @Override
        public void reported(AssociationInfo association, CommitmentResult result) {}
    };
    private static final ServiceHandlers EVERYTHING = new ServiceHandlers(
            Optional.of(request -> {
                throw new AssertionError("nothing is stored here");
            }),
            Optional.of(HANDLER),
            Optional.empty());

    @Test
    void aPeerMayBeScpOfStorageCommitmentAndOfNothingElse() {
        AssociateAccept accept = accept(
                List.of(US, COMMITMENT),
                List.of(new RoleSelection(US, true, true), new RoleSelection(COMMITMENT, false, true)));
        assertThat(accept.userInformation().roles())
                .containsExactly(new RoleSelection(US, true, false), new RoleSelection(COMMITMENT, false, true));
    }

    @Test
    void rolesOfWhatIsNotAcceptedAreNotAnswered() {
        String ct = "1.2.840.10008.5.1.4.1.1.2";
        AssociateAccept accept = accept(List.of(US, ct), List.of(new RoleSelection(ct, true, false)));
        assertThat(accept.userInformation().roles()).isEmpty();
    }

    @Test
    void theRequestorServesWhatItAskedToServeAndWasGranted() {
        RoleSelection asked = new RoleSelection(US, false, true);
        assertThat(serves(List.of(asked), List.of(new RoleSelection(US, false, true))))
                .isTrue();
        assertThat(serves(List.of(asked), List.of(new RoleSelection(US, false, false))))
                .isFalse();
        assertThat(serves(List.of(asked), List.of()))
                .as("no answer means the default roles")
                .isFalse();
        assertThat(serves(List.of(), List.of(new RoleSelection(US, false, true))))
                .as("a role that nobody asked for")
                .isFalse();
        assertThat(serves(List.of(new RoleSelection(US, true, false)), List.of(new RoleSelection(US, true, true))))
                .as("more than was asked for")
                .isFalse();
    }

    @Test
    void rolesSurviveTheWire() throws InvalidPduException {
        List<RoleSelection> roles =
                List.of(new RoleSelection(US, false, true), new RoleSelection(COMMITMENT, true, false));
        var pdu = PduEncoder.encode(request(List.of(US, COMMITMENT), roles));
        AssociateRequest decoded = AssociatePduDecoder.decodeRequest(
                pdu.slice(PduType.HEADER_LENGTH, pdu.limit() - PduType.HEADER_LENGTH));
        assertThat(decoded.userInformation().roles()).isEqualTo(roles);
    }

    @Test
    void everyContextForRetrievalFitsBesideTheQuery() {
        assertThat(RetrievalContexts.ofUltrasound())
                .hasSizeLessThanOrEqualTo(AssociateRequest.MAX_CONTEXTS - QueryRetrieve.values().length)
                .doesNotHaveDuplicates();
        for (StorageSopClass sopClass : StorageSopClass.values()) {
            assertThat(RetrievalContexts.ofUltrasound())
                    .anyMatch(context -> context.abstractSyntaxUid().equals(sopClass.uid())
                            && context.transferSyntaxUids().contains(IMPLICIT));
        }
    }

    private static boolean serves(List<RoleSelection> asked, List<RoleSelection> answered) {
        AssociateRequest request = request(List.of(US), asked);
        AssociateAccept accept = new AssociateAccept(
                "PACS",
                "NODE",
                List.of(new AssociateAccept.ContextResult(1, AssociateAccept.ACCEPTANCE, IMPLICIT)),
                UserInformation.ours(4096).withRoles(answered));
        return PresentationContexts.ofRequestor(request, accept)
                .of(US)
                .orElseThrow()
                .serves();
    }

    private static AssociateAccept accept(List<String> abstractSyntaxes, List<RoleSelection> roles) {
        return new Negotiation(PEER, StandardNegotiation.acceptingEveryone(), EVERYTHING)
                .accept(request(abstractSyntaxes, roles), 4096);
    }

    private static AssociateRequest request(List<String> abstractSyntaxes, List<RoleSelection> roles) {
        List<ProposedContext> contexts = new ArrayList<>();
        for (String abstractSyntax : abstractSyntaxes) {
            contexts.add(new ProposedContext(
                    2 * contexts.size() + 1, PresentationContextRequest.of(abstractSyntax, IMPLICIT)));
        }
        return new AssociateRequest(
                1,
                "NODE",
                "PACS",
                AssociateRequest.DICOM_APPLICATION_CONTEXT,
                contexts,
                UserInformation.ours(4096).withRoles(roles));
    }
}
