package org.echoscribe.node.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.echoscribe.report.SrSopClass;
import org.echoscribe.report.SummaryTitle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadConfigurationTest {

    @TempDir
    Path directory;

    @Test
    void runsOnDefaultsWhenNothingIsSet() throws Exception {
        Configuration configuration = ReadConfiguration.read(Optional.empty(), Map.of(), List.of());
        assertThat(configuration.get(Keys.AE_TITLE)).isEqualTo("ECHOSCRIBE");
        assertThat(configuration.get(Keys.BIND_ADDRESS)).isEqualTo("127.0.0.1");
        assertThat(configuration.get(Keys.STUDY_QUIET_TIME)).isEqualTo(Duration.ofMinutes(10));
        assertThat(configuration.destinations()).isEmpty();
    }

    @Test
    void letsTheCommandLineWinOverTheEnvironmentAndTheEnvironmentOverTheFile() throws Exception {
        Path file = write("""
                node:
                  port: 1
                  ae-title: FROM_FILE
                  station-name: file
                """);
        Map<String, String> environment =
                Map.of("ECHOSCRIBE_NODE_PORT", "2", "ECHOSCRIBE_NODE_AE_TITLE", "FROM_ENV", "NODE_PORT", "3");
        Configuration configuration = ReadConfiguration.read(Optional.of(file), environment, List.of("node.port=4"));
        assertThat(configuration.get(Keys.PORT)).isEqualTo(4);
        assertThat(configuration.get(Keys.AE_TITLE)).isEqualTo("FROM_ENV");
        assertThat(configuration.get(Keys.STATION_NAME)).isEqualTo("file");
    }

    @Test
    void readsDestinationsListsDurationsAndSizes() throws Exception {
        Path file = write("""
                node:
                  allowed-calling-ae-titles: [CART1, CART2]
                  study-quiet-time: 0
                storage:
                  minimum-free-space: 64MiB
                report:
                  sop-class: comprehensive
                destinations:
                  archive: {ae-title: PACS, host: pacs.example, port: 4242}
                  research: {ae-title: R, host: 10.0.0.1, port: 104, sr-sop-class: enhanced, summary-title: text, contact-sheet: false, presentation-states: true}
                """);
        Configuration configuration =
                ReadConfiguration.read(Optional.of(file), Map.of(), List.of("destinations.archive.port=4243"));
        assertThat(configuration.get(Keys.ALLOWED_CALLING_AE_TITLES)).containsExactly("CART1", "CART2");
        assertThat(configuration.get(Keys.STUDY_QUIET_TIME)).isZero();
        assertThat(configuration.get(Keys.MINIMUM_FREE_BYTES)).isEqualTo(64L << 20);
        assertThat(configuration.destinations())
                .containsExactly(
                        new Configuration.Destination(
                                "archive",
                                "PACS",
                                "pacs.example",
                                4243,
                                SrSopClass.COMPREHENSIVE,
                                SummaryTitle.MEASUREMENT_REPORT,
                                true,
                                false),
                        new Configuration.Destination(
                                "research", "R", "10.0.0.1", 104, SrSopClass.ENHANCED, SummaryTitle.TEXT, false, true));
    }

    @Test
    void refusesUnknownKeysAndImpossibleValuesAllAtOnceNamingKeyValueSourceAndRange() throws Exception {
        Path file = write("""
                node:
                  prot: 11112
                  port: 99999
                limits:
                  pdu-time: soon
                destinations:
                  archive: {ae-title: THIS_TITLE_IS_TOO_LONG, host: pacs}
                colour: blue
                """);
        InvalidConfigurationException refusal = refusal(Optional.of(file), List.of("model.threads", "admin.port=-1"));
        assertThat(refusal.problems())
                .anySatisfy(p -> assertThat(p).contains("node.prot", file.toString(), "no such key", "node.port"))
                .anySatisfy(p -> assertThat(p).contains("node.port = '99999'", "0 to 65535"))
                .anySatisfy(p -> assertThat(p).contains("limits.pdu-time = 'soon'", "100ms to 1h"))
                .anySatisfy(p -> assertThat(p).contains("destinations.archive.ae-title", "1 to 16"))
                .anySatisfy(p -> assertThat(p).contains("destinations.archive.port", "missing"))
                .anySatisfy(p -> assertThat(p).contains("colour", "sections are node"))
                .anySatisfy(p -> assertThat(p).contains("model.threads", "key=value"))
                .anySatisfy(p -> assertThat(p).contains("admin.port = '-1'", "--set"));
    }

    @Test
    void refusesAFileThatIsMissingOrIsNotYamlOrSaysAKeyTwice() throws Exception {
        assertThat(refusal(Optional.of(directory.resolve("absent.yaml")), List.of()))
                .hasMessageContaining("no such file");
        assertThat(refusal(Optional.of(write("node: [")), List.of())).hasMessageContaining("not valid YAML");
        assertThat(refusal(Optional.of(write("just words")), List.of())).hasMessageContaining("keys and values");
        assertThat(refusal(Optional.of(write("node:\n  port: 1\n  port: 2\n")), List.of()))
                .hasMessageContaining("Duplicate");
    }

    @Test
    void refusesValuesThatContradictEachOther() {
        assertThat(refusal(Optional.empty(), List.of("processing.retry-delay=2h", "processing.retry-delay-cap=1h")))
                .hasMessageContaining("retry-delay-cap");
        assertThat(refusal(Optional.empty(), List.of("limits.associations=2")))
                .hasMessageContaining("associations-per-peer");
    }

    @Test
    void refusesPeersThatCouldNotBeReachedOrCouldNotReachTheNode() {
        assertThat(refusal(Optional.empty(), List.of("node.listen-plain=false")))
                .hasMessageContaining("nobody could reach the node");
        assertThat(refusal(Optional.empty(), List.of("tls.listen=true")).problems())
                .anySatisfy(p -> assertThat(p).startsWith("tls.certificate: missing"))
                .anySatisfy(p -> assertThat(p).startsWith("tls.trusted-certificates: missing"));
        assertThat(refusal(
                                Optional.empty(),
                                List.of(
                                        "known-aes.a.ae-title=CART",
                                        "known-aes.b.ae-title=CART",
                                        "known-aes.b.host=10.0.0.1",
                                        "known-aes.b.tls=true",
                                        "known-aes.c.addresses=10.0.0.0/33",
                                        "destinations.pacs.ae-title=PACS",
                                        "destinations.pacs.host=pacs",
                                        "destinations.pacs.port=104",
                                        "destinations.pacs.notify=RIS"))
                        .problems())
                .anySatisfy(p -> assertThat(p).contains("CART stands under another name"))
                .anySatisfy(p -> assertThat(p).startsWith("known-aes.b.host").contains("host and port"))
                .anySatisfy(p -> assertThat(p).startsWith("known-aes.b.tls"))
                .anySatisfy(p -> assertThat(p).startsWith("known-aes.c.addresses = '10.0.0.0/33'"))
                .anySatisfy(p -> assertThat(p).startsWith("destinations.pacs.notify: RIS"));
        assertThat(refusal(Optional.empty(), List.of("end-of-study.commitment-requests=true")))
                .hasMessageContaining("commitment.accept-requests");
    }

    private InvalidConfigurationException refusal(Optional<Path> file, List<String> settings) {
        InvalidConfigurationException refusal = catchThrowableOfType(
                InvalidConfigurationException.class, () -> ReadConfiguration.read(file, Map.of(), settings));
        assertThat(refusal).isNotNull();
        return refusal;
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(Files.createTempFile(directory, "echoscribe", ".yaml"), yaml);
    }
}
