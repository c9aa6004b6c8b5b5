package org.echoscribe.dicom.network;

import java.util.Optional;
import java.util.Set;
import org.echoscribe.dicom.dataset.Uids;

/**
 * The policy of a node among ultrasound carts: Verification, Storage Commitment, Modality Performed Procedure Step (of
 * which the server refuses those without a handler) and every {@link StorageSopClass} in every standard transfer syntax,
 * from everyone. Private transfer syntaxes are refused, since nobody but their vendor can read them.
 *
 * @param calledAeTitle when present, peers must ask for this title
 * @param callingAeTitles when present, only these peers may associate
 */
public record StandardNegotiation(Optional<String> calledAeTitle, Optional<Set<String>> callingAeTitles)
        implements NegotiationPolicy {

    /** What is answered by the server itself where it has a handler for it; their data sets are never compressed. */
    private static final Set<String> WITHOUT_PIXELS =
            Set.of(Uids.Verification, Uids.StorageCommitmentPushModel, Uids.ModalityPerformedProcedureStep);

    /** The Verification SOP class, C-ECHO (PS3.4 annex A). */
    public static final String VERIFICATION = "1.2.840.10008.1.1";

    /** Checks the titles. */
    public StandardNegotiation {
        calledAeTitle.ifPresent(AeTitle::require);
        callingAeTitles = callingAeTitles.map(Set::copyOf);
        callingAeTitles.ifPresent(titles -> titles.forEach(AeTitle::require));
    }

    /** No checks of titles. */
    public static StandardNegotiation acceptingEveryone() {
        return new StandardNegotiation(Optional.empty(), Optional.empty());
    }

    /** This policy for peers that ask for the title given. */
    public StandardNegotiation withCalledAeTitle(String aeTitle) {
        return new StandardNegotiation(Optional.of(aeTitle), callingAeTitles);
    }

    /** This policy for the peers given alone. */
    public StandardNegotiation withCallingAeTitles(Set<String> aeTitles) {
        return new StandardNegotiation(calledAeTitle, Optional.of(aeTitles));
    }

    @Override
    public Optional<AssociationRejection> reject(AssociationInfo association) {
        if (calledAeTitle.isPresent() && !calledAeTitle.get().equals(association.calledAeTitle())) {
            return Optional.of(AssociationRejection.CALLED_AE_TITLE_NOT_RECOGNIZED);
        }
        if (callingAeTitles.isPresent() && !callingAeTitles.get().contains(association.callingAeTitle())) {
            return Optional.of(AssociationRejection.CALLING_AE_TITLE_NOT_RECOGNIZED);
        }
        return Optional.empty();
    }

    @Override
    public ContextDecision decide(AssociationInfo association, PresentationContextRequest context) {
        Optional<String> transferSyntax;
        if (WITHOUT_PIXELS.contains(context.abstractSyntaxUid())) {
            transferSyntax = AcceptedTransferSyntax.bestUncompressed(context.transferSyntaxUids());
        } else if (StorageSopClass.of(context.abstractSyntaxUid()).isPresent()) {
            transferSyntax = AcceptedTransferSyntax.best(context.transferSyntaxUids());
        } else {
            return ContextDecision.Refused.ABSTRACT_SYNTAX_NOT_SUPPORTED;
        }
        return transferSyntax
                .<ContextDecision>map(ContextDecision.Accepted::new)
                .orElse(ContextDecision.Refused.TRANSFER_SYNTAXES_NOT_SUPPORTED);
    }
}
