package org.echoscribe.node.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.echoscribe.dicom.network.Limits;
import org.echoscribe.imaging.decode.ScreenMasks;
import org.echoscribe.node.configuration.Configuration;
import org.echoscribe.node.configuration.ReadConfiguration;
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

    private static PipelineOptions plan(String... settings) throws Exception {
        return PlanPipeline.from(configuration(settings), ScreenMasks.none());
    }

    private static Configuration configuration(String... settings) throws Exception {
        return ReadConfiguration.read(Optional.empty(), Map.of(), List.of(settings));
    }
}
