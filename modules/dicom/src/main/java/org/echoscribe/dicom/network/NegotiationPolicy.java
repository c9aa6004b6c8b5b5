package org.echoscribe.dicom.network;

import java.util.Optional;
import java.util.OptionalInt;

/** Decides which peers may associate and which presentation contexts they get; called on the association's thread. */
public interface NegotiationPolicy {

    /** The reason to refuse this peer, empty to go on. */
    Optional<AssociationRejection> reject(AssociationInfo association);

    /**
     * The answer to one proposed context.
     *
     * @param context its UIDs are well formed; an {@link ContextDecision.Accepted} must name one of its transfer
     *     syntaxes
     */
    ContextDecision decide(AssociationInfo association, PresentationContextRequest context);

    /** How many associations peers of this calling AE title may have at once; empty for as many as anybody. */
    default OptionalInt maxAssociations(AssociationInfo association) {
        return OptionalInt.empty();
    }
}
