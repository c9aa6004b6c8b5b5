package org.echoscribe.imaging.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs {@link FlowBenchmark}: {@code mvn -pl modules/imaging -am -Pnightly -Dtest=FlowSpeedTest
 * -Dsurefire.failIfNoSpecifiedTests=false test}.
 */
@Tag("nightly")
class FlowSpeedTest {

    @Test
    void ourFlowIsAtLeastFiveTimesAsFastAsOpenCvOnOneCore() throws Exception {
        Map<String, Double> medianMillis = new TreeMap<>();
        for (RunResult result : new Runner(new OptionsBuilder()
                        .include(FlowBenchmark.class.getSimpleName())
                        .build())
                .run()) {
            String benchmark = result.getParams().getBenchmark();
            medianMillis.put(
                    benchmark.substring(benchmark.lastIndexOf('.') + 1)
                            + result.getParams().getParam("size"),
                    result.getPrimaryResult().getStatistics().getPercentile(50));
        }
        System.out.println("Median milliseconds per field: " + medianMillis);
        assertThat(medianMillis.get("openCv224") / medianMillis.get("vectorApi224"))
                .isGreaterThan(5);
        assertThat(medianMillis.get("openCv112") / medianMillis.get("vectorApi112"))
                .isGreaterThan(5);
    }
}
