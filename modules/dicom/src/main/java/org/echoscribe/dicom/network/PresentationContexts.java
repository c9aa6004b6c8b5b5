package org.echoscribe.dicom.network;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.echoscribe.dicom.network.AssociateAccept.ContextResult;
import org.echoscribe.dicom.network.AssociateRequest.ProposedContext;
import org.echoscribe.dicom.network.UserInformation.RoleSelection;

/** The accepted presentation contexts of one association. */
final class PresentationContexts {
    private final Map<Integer, PresentationContext> byId = new LinkedHashMap<>();

    private PresentationContexts() {}

    /** As the acceptor sees them: it serves everything that it accepted. */
    static PresentationContexts ofAcceptor(AssociateRequest request, AssociateAccept accept) {
        PresentationContexts contexts = new PresentationContexts();
        contexts.addAccepted(request, accept, uid -> true);
        return contexts;
    }

    /** As the requestor sees them: it serves what it asked to serve and was granted (PS3.7 D.3.3.4). */
    static PresentationContexts ofRequestor(AssociateRequest request, AssociateAccept accept) {
        Set<String> asked = servedBy(request.userInformation());
        Set<String> granted = servedBy(accept.userInformation());
        PresentationContexts contexts = new PresentationContexts();
        contexts.addAccepted(request, accept, uid -> asked.contains(uid) && granted.contains(uid));
        return contexts;
    }

    /** The SOP classes that the requestor is to be SCP of. */
    private static Set<String> servedBy(UserInformation user) {
        return user.roles().stream()
                .filter(RoleSelection::scp)
                .map(RoleSelection::sopClassUid)
                .collect(Collectors.toSet());
    }

    private void addAccepted(AssociateRequest request, AssociateAccept accept, Predicate<String> serves) {
        Map<Integer, ProposedContext> proposed =
                request.contexts().stream().collect(Collectors.toMap(ProposedContext::id, context -> context));
        for (ContextResult result : accept.contexts()) {
            ProposedContext context = proposed.get(result.id());
            if (context != null && result.isAccepted()) {
                String abstractSyntax = context.request().abstractSyntaxUid();
                byId.put(
                        result.id(),
                        new PresentationContext(
                                result.id(), abstractSyntax, result.transferSyntaxUid(), serves.test(abstractSyntax)));
            }
        }
    }

    int size() {
        return byId.size();
    }

    /** The context of that identifier; empty when it was not accepted. */
    Optional<PresentationContext> byId(int id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The context in which such objects can be sent. */
    Optional<PresentationContext> of(String abstractSyntaxUid, String transferSyntaxUid) {
        return byId.values().stream()
                .filter(context -> context.abstractSyntaxUid().equals(abstractSyntaxUid)
                        && context.transferSyntaxUid().equals(transferSyntaxUid))
                .findFirst();
    }

    /** A context for the abstract syntax in whatever transfer syntax was chosen. */
    Optional<PresentationContext> of(String abstractSyntaxUid) {
        return byId.values().stream()
                .filter(context -> context.abstractSyntaxUid().equals(abstractSyntaxUid))
                .findFirst();
    }
}
