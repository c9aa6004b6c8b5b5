package org.echoscribe.dicom.network;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.echoscribe.dicom.dataset.Uids;
import org.echoscribe.dicom.network.AssociateAccept.ContextResult;
import org.echoscribe.dicom.network.AssociateRequest.ProposedContext;
import org.echoscribe.dicom.network.UserInformation.RoleSelection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns an A-ASSOCIATE-RQ and a policy into the A-ASSOCIATE-AC or -RJ (PS3.7 annex D, PS3.8 annexes B and D). */
final class Negotiation {
    private static final Logger LOG = LoggerFactory.getLogger(Negotiation.class);
    private static final String IMPLICIT_VR_LITTLE_ENDIAN = "1.2.840.10008.1.2";

    private final AssociationInfo association;
    private final NegotiationPolicy policy;
    private final ServiceHandlers handlers;

    Negotiation(AssociationInfo association, NegotiationPolicy policy, ServiceHandlers handlers) {
        this.association = association;
        this.policy = policy;
        this.handlers = handlers;
    }

    /** The reason to refuse the association, first the provider's, then the policy's. */
    Optional<AssociationRejection> rejection(AssociateRequest request) {
        if ((request.protocolVersion() & 1) == 0) {
            return Optional.of(AssociationRejection.PROTOCOL_VERSION_NOT_SUPPORTED);
        }
        if (!request.applicationContext().equals(AssociateRequest.DICOM_APPLICATION_CONTEXT)) {
            return Optional.of(AssociationRejection.APPLICATION_CONTEXT_NOT_SUPPORTED);
        }
        return policy.reject(association);
    }

    /** The answer that accepts the association. */
    AssociateAccept accept(AssociateRequest request, int maxReceivePduBytes) {
        List<ContextResult> results = new ArrayList<>();
        Set<String> accepted = new HashSet<>();
        for (ProposedContext context : request.contexts()) {
            ContextResult result = decide(context);
            results.add(result);
            if (result.isAccepted()) {
                accepted.add(context.request().abstractSyntaxUid());
            }
        }
        UserInformation theirs = request.userInformation();
        UserInformation ours = UserInformation.ours(maxReceivePduBytes);
        return new AssociateAccept(
                request.calledAeTitle(),
                request.callingAeTitle(),
                results,
                new UserInformation(
                        ours.maxPduBytes(),
                        ours.implementationClassUid(),
                        ours.implementationVersionName(),
                        theirs.asynchronousOperations(),
                        roles(theirs.roles(), accepted),
                        Optional.empty(),
                        theirs.userIdentity()
                                .filter(UserIdentity::responseRequested)
                                .isPresent()));
    }

    private ContextResult decide(ProposedContext context) {
        PresentationContextRequest proposed = context.request();
        List<String> wellFormed =
                proposed.transferSyntaxUids().stream().filter(Uid::isWellFormed).toList();
        ContextDecision decision;
        if (!Uid.isWellFormed(proposed.abstractSyntaxUid()) || !handlers.serves(proposed.abstractSyntaxUid())) {
            decision = ContextDecision.Refused.ABSTRACT_SYNTAX_NOT_SUPPORTED;
        } else {
            decision = policy.decide(
                    association, new PresentationContextRequest(proposed.abstractSyntaxUid(), wellFormed));
        }
        return switch (decision) {
            case ContextDecision.Accepted(String uid)
            when wellFormed.contains(uid) -> new ContextResult(context.id(), AssociateAccept.ACCEPTANCE, uid);
            case ContextDecision.Accepted _ ->
                throw new IllegalStateException("the policy accepts a transfer syntax that was not proposed");
            case ContextDecision.Refused refused -> {
                LOG.info(
                        "association {}: refused {} ({})",
                        association.number(),
                        PrintableAscii.of(proposed.abstractSyntaxUid(), Uid.MAX_LENGTH),
                        refused);
                // The item needs a transfer syntax although it is not significant.
                yield new ContextResult(context.id(), result(refused), IMPLICIT_VR_LITTLE_ENDIAN);
            }
        };
    }

    private static int result(ContextDecision.Refused refused) {
        return switch (refused) {
            case USER_REJECTION -> AssociateAccept.USER_REJECTION;
            case ABSTRACT_SYNTAX_NOT_SUPPORTED -> AssociateAccept.ABSTRACT_SYNTAX_NOT_SUPPORTED;
            case TRANSFER_SYNTAXES_NOT_SUPPORTED -> AssociateAccept.TRANSFER_SYNTAXES_NOT_SUPPORTED;
        };
    }

    /**
     * We are SCP of all that we accept, so the peer may be SCU where it asks for it. It may be SCP of Storage Commitment
     * alone, to report on what we asked of it.
     */
    private static List<RoleSelection> roles(List<RoleSelection> proposed, Set<String> acceptedAbstractSyntaxes) {
        return proposed.stream()
                .filter(role -> acceptedAbstractSyntaxes.contains(role.sopClassUid()))
                .map(role -> new RoleSelection(
                        role.sopClassUid(),
                        role.scu(),
                        role.scp() && role.sopClassUid().equals(Uids.StorageCommitmentPushModel)))
                .toList();
    }
}
