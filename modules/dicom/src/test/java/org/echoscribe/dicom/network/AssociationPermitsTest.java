package org.echoscribe.dicom.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
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

    private static InetAddress peer(int number) throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) number});
    }
}
