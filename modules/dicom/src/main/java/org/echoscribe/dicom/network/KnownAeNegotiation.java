package org.echoscribe.dicom.network;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policy of a site that has a table of its application entities: one that calls itself by a title of the table must
 * keep to what stands there, and whether others may call at all is for the site to say. What the peers may do then is up
 * to another policy.
 *
 * @param policy decides all else
 * @param knownAes by AE title
 * @param acceptsUnknown whether peers that are not in the table may associate
 */
public record KnownAeNegotiation(NegotiationPolicy policy, Map<String, KnownAe> knownAes, boolean acceptsUnknown)
        implements NegotiationPolicy {
    private static final Logger LOG = LoggerFactory.getLogger(KnownAeNegotiation.class);

    /** Copies the table. */
    public KnownAeNegotiation {
        knownAes = Map.copyOf(knownAes);
    }

    @Override
    public Optional<AssociationRejection> reject(AssociationInfo association) {
        Optional<AssociationRejection> rejection = policy.reject(association);
        return rejection.isPresent() ? rejection : rejectByTable(association);
    }

    private Optional<AssociationRejection> rejectByTable(AssociationInfo association) {
        KnownAe known = knownAes.get(association.callingAeTitle());
        if (known == null) {
            return acceptsUnknown
                    ? Optional.empty()
                    : rejected(association, "is not among the known AEs, and others are not accepted");
        }
        InetAddress address = association.peerAddress().getAddress();
        if (!known.allowedAddresses().isEmpty()
                && known.allowedAddresses().stream().noneMatch(range -> range.contains(address))) {
            return rejected(association, "may not call from this address, but only from " + known.allowedAddresses());
        }
        if (known.tlsRequired() && association.tls().isEmpty()) {
            return rejected(association, "must call over TLS, and called in plain");
        }
        return Optional.empty();
    }

    private static Optional<AssociationRejection> rejected(AssociationInfo association, String reason) {
        LOG.warn(
                "association {} from {}: {} {}",
                association.number(),
                association.peerAddress(),
                association.callingAeTitle(),
                reason);
        return Optional.of(AssociationRejection.CALLING_AE_TITLE_NOT_RECOGNIZED);
    }

    @Override
    public ContextDecision decide(AssociationInfo association, PresentationContextRequest context) {
        return policy.decide(association, context);
    }

    @Override
    public OptionalInt maxAssociations(AssociationInfo association) {
        return Optional.ofNullable(knownAes.get(association.callingAeTitle()))
                .map(KnownAe::maxAssociations)
                .orElse(OptionalInt.empty());
    }
}
