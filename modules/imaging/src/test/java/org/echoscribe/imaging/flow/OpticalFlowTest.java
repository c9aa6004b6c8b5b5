package org.echoscribe.imaging.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class OpticalFlowTest {

    /** The digest of the field of {@link FlowProbe}, on every machine. */
    private static final String GOLDEN = "1acda1c674b9c3eb75c29b408bc25fcaaa2e03182eee248db803020bf78f5911";

    @Test
    void isTheGoldenFieldBitForBit() throws Exception {
        assertThat(FlowProbe.digest(new VectorTvl1())).isEqualTo(GOLDEN);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 32})
    void isTheGoldenFieldWithShorterVectorsToo(int vectorBytes) throws Exception {
        List<String> lines = probe("--add-modules=jdk.incubator.vector", "-XX:MaxVectorSize=" + vectorBytes);
        assertThat(lines).contains("TV-L1 on the Vector API, " + vectorBytes / Float.BYTES + " lanes", GOLDEN);
    }

    @Test
    void fallsBackToOpenCvWhereTheJvmLacksTheVectorApi() throws Exception {
        assertThat(probe("-Dechoscribe.probe=fallback")).contains("TV-L1 of OpenCV");
    }

    private static List<String> probe(String... options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path")));
        command.add(FlowProbe.class.getName());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().toList();
    }
}
