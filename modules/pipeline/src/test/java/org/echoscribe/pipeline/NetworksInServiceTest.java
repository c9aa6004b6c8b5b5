package org.echoscribe.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.echoscribe.imaging.decode.ScreenMasks;
import org.echoscribe.vocabulary.ModelIdentity;
import org.junit.jupiter.api.Test;

class NetworksInServiceTest {

    private final ServedNetwork first = network("first");
    private final ServedNetwork second = network("second");
    private final NetworksInService networks = new NetworksInService(first);
    private final AtomicInteger given = new AtomicInteger();

    @Test
    void aLoopKeepsTheNetworkThatItBeganWithAndTheNextLoopGetsTheNewOne() {
        try (NetworksInService.Use before = networks.begin()) {
            networks.replace(second, given::incrementAndGet);
            try (NetworksInService.Use after = networks.begin()) {
                assertThat(before.network()).isSameAs(first);
                assertThat(after.network()).isSameAs(second);
            }
            assertThat(given).hasValue(0);
        }
        assertThat(given).hasValue(1);
    }

    @Test
    void aNetworkIsGivenBackAfterItsLastLoopAndOnce() {
        NetworksInService.Use one = networks.begin();
        NetworksInService.Use other = networks.begin();
        networks.replace(second, given::incrementAndGet);
        one.close();
        assertThat(given).hasValue(0);
        other.close();
        assertThat(given).hasValue(1);
        networks.begin().close();
        assertThat(given).hasValue(1);
    }

    @Test
    void aNetworkThatNoLoopHasIsGivenBackAtOnce() {
        networks.replace(second, given::incrementAndGet);
        assertThat(given).hasValue(1);
    }

    private static ServedNetwork network(String name) {
        TrainedNetwork plain = TestNode.network();
        return ServedNetwork.of(
                new TrainedNetwork(
                        new ModelIdentity(name, "1", "Test", "cd".repeat(32), true),
                        plain.inputSpecification(),
                        plain.abstentionThreshold(),
                        plain.classify()),
                TestNode.reports(),
                ScreenMasks.none());
    }
}
