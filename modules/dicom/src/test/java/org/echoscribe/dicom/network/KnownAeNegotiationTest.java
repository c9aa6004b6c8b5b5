package org.echoscribe.dicom.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class KnownAeNegotiationTest {
    private static final KnownAe ANYWHERE =
            new KnownAe("CART", Optional.empty(), List.of(), OptionalInt.empty(), false);
    private static final TlsSession TLS = new TlsSession("TLSv1.3", "TLS_AES_128_GCM_SHA256", Optional.empty());

    @Test
    void aPeerThatNobodyKnowsGetsInOnlyWhereTheSiteSaysSo() throws Exception {
        assertThat(negotiation(ANYWHERE, true).reject(call("OTHER", "10.0.0.9")))
                .isEmpty();
        assertThat(negotiation(ANYWHERE, false).reject(call("OTHER", "10.0.0.9")))
                .contains(AssociationRejection.CALLING_AE_TITLE_NOT_RECOGNIZED);
        assertThat(negotiation(ANYWHERE, false).reject(call("CART", "10.0.0.9")))
                .isEmpty();
    }

    @Test
    void aKnownPeerCallsFromItsAddressesAlone() throws Exception {
        KnownAe cart = new KnownAe(
                "CART",
                Optional.empty(),
                List.of(AddressRange.parse("10.1.2.0/24"), AddressRange.parse("fd00::1")),
                OptionalInt.empty(),
                false);
        KnownAeNegotiation negotiation = negotiation(cart, true);
        assertThat(negotiation.reject(call("CART", "10.1.2.77"))).isEmpty();
        assertThat(negotiation.reject(call("CART", "fd00::1"))).isEmpty();
        assertThat(negotiation.reject(call("CART", "10.1.3.77"))).isPresent();
        assertThat(negotiation.reject(call("OTHER", "10.1.3.77"))).isEmpty();
    }

    @Test
    void aKnownPeerThatMustUseTlsDoesNotGetInWithout() throws Exception {
        KnownAe cart = new KnownAe("CART", Optional.empty(), List.of(), OptionalInt.empty(), true);
        assertThat(negotiation(cart, true).reject(call("CART", "10.0.0.1"))).isPresent();
        assertThat(negotiation(cart, true).reject(call("CART", "10.0.0.1", Optional.of(TLS))))
                .isEmpty();
    }

    @Test
    void theLimitOfAKnownPeerIsItsOwn() throws Exception {
        KnownAe cart = new KnownAe("CART", Optional.empty(), List.of(), OptionalInt.of(2), false);
        assertThat(negotiation(cart, true).maxAssociations(call("CART", "10.0.0.1")))
                .hasValue(2);
        assertThat(negotiation(cart, true).maxAssociations(call("OTHER", "10.0.0.1")))
                .isEmpty();
    }

    @Test
    void whatThePolicyBehindItRefusesStaysRefused() throws Exception {
        NegotiationPolicy titled = StandardNegotiation.acceptingEveryone().withCalledAeTitle("ECHO2");
        assertThat(new KnownAeNegotiation(titled, Map.of("CART", ANYWHERE), true).reject(call("CART", "10.0.0.1")))
                .contains(AssociationRejection.CALLED_AE_TITLE_NOT_RECOGNIZED);
    }

    private static KnownAeNegotiation negotiation(KnownAe known, boolean acceptsUnknown) {
        return new KnownAeNegotiation(
                StandardNegotiation.acceptingEveryone(), Map.of(known.aeTitle(), known), acceptsUnknown);
    }

    private static AssociationInfo call(String aeTitle, String address) throws UnknownHostException {
        return call(aeTitle, address, Optional.empty());
    }

    private static AssociationInfo call(String aeTitle, String address, Optional<TlsSession> tls)
            throws UnknownHostException {
        return new AssociationInfo(
                1,
                aeTitle,
                "ECHOSCRIBE",
                new InetSocketAddress(InetAddress.getByName(address), 4000),
                Optional.empty(),
                Optional.empty(),
                tls,
                Optional.empty());
    }
}
