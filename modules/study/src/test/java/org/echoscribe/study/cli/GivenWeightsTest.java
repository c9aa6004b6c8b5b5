package org.echoscribe.study.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.echoscribe.study.network.PaperNetwork;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class GivenWeightsTest {

    @Test
    void aFileStartsTheTrainingThatItsNetworkRestsOn() throws Exception {
        assertThat(given("td-xception=a=b.h5", "two-stream-i3d=g.safetensors", "temporal-inception-v3=i.h5")
                        .files())
                .isEqualTo(Map.of(
                        PaperNetwork.XCEPTION, Path.of("a=b.h5"),
                        PaperNetwork.I3D, Path.of("g.safetensors"),
                        PaperNetwork.TEMPORAL_INCEPTION_V3, Path.of("i.h5")));
    }

    @Test
    void twoFilesForOneTrainingAndWhatIsNoPairAreWrongUsage() throws Exception {
        assertThat(given("xception=a.h5", "td-xception=a.h5").files()).hasSize(1);
        assertThatThrownBy(given("xception=a.h5", "td-xception=b.h5")::files)
                .isInstanceOf(WrongUsageException.class)
                .hasMessageContaining("two files for the training of xception: a.h5 and b.h5");
        for (String wrong : new String[] {"a.h5", "=a.h5", "xception="}) {
            assertThatThrownBy(given(wrong)::files)
                    .isInstanceOf(WrongUsageException.class)
                    .hasMessageContaining("NETWORK=FILE, such as xception=FILE");
        }
        assertThatThrownBy(given("alexnet=a.h5")::files)
                .isInstanceOf(WrongUsageException.class)
                .hasMessageContaining("There is no network 'alexnet'");
    }

    @Test
    void theCommandThatDoesItAgainNamesFilesAndNoDirectories() throws Exception {
        assertThat(given("td-xception=/home/me/x.h5", "resnet50=r.h5").typed())
                .isEqualTo(" --weights resnet50=r.h5 --weights xception=x.h5");
    }

    private static GivenWeights given(String... values) {
        GivenWeights weights = new GivenWeights();
        CommandLine parser = new CommandLine(CommandSpec.forAnnotatedObject(weights));
        for (int i = 0; i < values.length; i++) {
            values[i] = "--weights=" + values[i];
        }
        parser.parseArgs(values);
        return weights;
    }
}
