package org.echoscribe.dicom.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.OptionalInt;
import org.echoscribe.dicom.network.AssociationPermits.Applicant;
import org.junit.jupiter.api.Test;

class AssociationPermitsTest {
    private final AssociationPermits permits =
            new AssociationPermits(Limits.defaults().withAssociations(10, 3, 2, 1));

    @Test
    void onePeerGetsNoMoreThanItsShare() throws UnknownHostException {
        assertThat(permits.tryAcquire(peer(1), false)).isPresent();
        assertThat(permits.tryAcquire(peer(1), false)).isPresent();
        assertThat(permits.tryAcquire(peer(1), false)).isEmpty();
        assertThat(permits.tryAcquire(peer(2), false)).isPresent();
        assertThat(permits.tryAcquire(peer(3), false)).isEmpty();
        assertThat(permits.taken()).isEqualTo(3);
    }

    @Test
    void aPeerThatOnlyVerifiesGetsTheReserve() throws UnknownHostException {
        assertThat(permits.tryAcquire(peer(1), false)).isPresent();
        assertThat(permits.tryAcquire(peer(1), false)).isPresent();
        AssociationPermits.Permit reserve = permits.tryAcquire(peer(1), true).orElseThrow();
        assertThat(reserve.isFromReserve()).isTrue();
        assertThat(permits.tryAcquire(peer(1), true)).isEmpty();
        reserve.close();
        assertThat(permits.tryAcquire(peer(1), true)).isPresent();
    }

    @Test
    void aPermitGivenBackCanBeTakenAgain() throws UnknownHostException {
        AssociationPermits.Permit first = permits.tryAcquire(peer(1), false).orElseThrow();
        assertThat(permits.tryAcquire(peer(1), false)).isPresent();
        first.close();
        assertThat(permits.tryAcquire(peer(1), false))
                .hasValueSatisfying(permit -> assertThat(permit.isFromReserve()).isFalse());
    }

    @Test
    void anAeTitleWithALimitOfItsOwnGetsNoMoreWhereverItCallsFrom() throws UnknownHostException {
        Applicant cart = new Applicant(peer(1).address(), "CART", OptionalInt.of(1));
        Applicant elsewhere = new Applicant(peer(2).address(), "CART", OptionalInt.of(1));
        AssociationPermits.Permit first = permits.tryAcquire(cart, false).orElseThrow();
        assertThat(permits.tryAcquire(elsewhere, false)).isEmpty();
        assertThat(permits.tryAcquire(peer(1), false)).as("another AE there").isPresent();
        first.close();
        assertThat(permits.tryAcquire(elsewhere, false)).isPresent();
    }

    private static Applicant peer(int number) throws UnknownHostException {
        return new Applicant(
                InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) number}), "PEER" + number, OptionalInt.empty());
    }
}
