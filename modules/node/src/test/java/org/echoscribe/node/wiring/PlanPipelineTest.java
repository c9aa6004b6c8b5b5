package org.echoscribe.node.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.echoscribe.dicom.network.AssociationInfo;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.dicom.network.Limits;
import org.echoscribe.dicom.network.NegotiationPolicy;
import org.echoscribe.imaging.decode.ScreenMasks;
import org.echoscribe.journal.Priority;
import org.echoscribe.node.configuration.Configuration;
import org.echoscribe.node.configuration.ReadConfiguration;
import org.echoscribe.pipeline.DestinationOptions;
import org.echoscribe.pipeline.DestinationServices;
import org.echoscribe.pipeline.PipelineOptions;
import org.junit.jupiter.api.Test;

class PlanPipelineTest {

    @Test
    void givesTheDefaultLimitsWhenNothingIsSet() throws Exception {
        assertThat(PlanPipeline.limits(configuration())).isEqualTo(Limits.defaults());
    }

    @Test
    void listensOnLoopbackAloneUnlessToldOtherwise() throws Exception {
        assertThat(plan().endpoints().plain().orElseThrow().getAddress().isLoopbackAddress())
                .isTrue();
        assertThat(plan("node.bind-address=0.0.0.0")
                        .endpoints()
                        .plain()
                        .orElseThrow()
                        .getAddress()
                        .isAnyLocalAddress())
                .isTrue();
    }

    @Test
    void carriesDestinationsByTheirNames() throws Exception {
        PipelineOptions options = plan(
                "destinations.archive.ae-title=PACS",
                "destinations.archive.host=127.0.0.1",
                "destinations.archive.port=104");
        assertThat(options.destinations().keySet()).containsExactly("archive");
        assertThat(options.destinations().get("archive").address().aeTitle()).isEqualTo("PACS");
    }

    @Test
    void carriesWhatADestinationIsForBesidesReports() throws Exception {
        PipelineOptions options = plan(
                "destinations.archive.ae-title=PACS",
                "destinations.archive.host=127.0.0.1",
                "destinations.archive.port=104",
                "destinations.archive.tls=true",
                "destinations.archive.commitment=required",
                "destinations.archive.forward=all",
                "destinations.archive.notify=RIS",
                "known-aes.ris.ae-title=RIS",
                "known-aes.ris.host=10.1.2.3",
                "known-aes.ris.port=4242");
        DestinationOptions archive = options.destinations().get("archive");
        assertThat(archive.address().tls()).isPresent();
        assertThat(archive.services())
                .isEqualTo(new DestinationServices(true, true, Optional.of(new Destination("RIS", "10.1.2.3", 4242))));
    }

    @Test
    void holdsKnownAesToTheTableAndLetsDestinationsCall() throws Exception {
        PipelineOptions options = plan(
                "node.accept-unknown-aes=false",
                "destinations.archive.ae-title=PACS",
                "destinations.archive.host=127.0.0.1",
                "destinations.archive.port=104",
                "known-aes.cart.ae-title=CART1",
                "known-aes.cart.addresses=10.1.2.0/24",
                "known-aes.cart.associations=3",
                "known-aes.cart.priority=backlog");
        assertThat(options.knownAes().get("CART1").priority()).isEqualTo(Priority.BACKLOG);
        NegotiationPolicy policy = options.negotiationPolicy();
        assertThat(policy.reject(call("CART1", "10.1.2.9"))).isEmpty();
        assertThat(policy.maxAssociations(call("CART1", "10.1.2.9"))).hasValue(3);
        assertThat(policy.reject(call("CART1", "10.1.3.9"))).isPresent();
        assertThat(policy.reject(call("PACS", "10.9.9.9"))).isEmpty();
        assertThat(policy.reject(call("OTHER", "10.1.2.9"))).isPresent();
    }

    private static AssociationInfo call(String aeTitle, String address) {
        return new AssociationInfo(
                1, aeTitle, "ECHOSCRIBE", new InetSocketAddress(address, 4000), Optional.empty(), Optional.empty());
    }

    private static PipelineOptions plan(String... settings) throws Exception {
        return PlanPipeline.from(configuration(settings), ScreenMasks.none());
    }

    private static Configuration configuration(String... settings) throws Exception {
        return ReadConfiguration.read(Optional.empty(), Map.of(), List.of(settings));
    }
}
