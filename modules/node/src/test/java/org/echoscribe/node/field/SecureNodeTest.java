package org.echoscribe.node.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.echoscribe.dicom.dataset.DataSetWriter;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.network.AssociationException;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.dicom.tls.TlsConfig;
import org.echoscribe.node.CommandRun;
import org.echoscribe.node.configuration.ReadConfiguration;
import org.echoscribe.node.wiring.RunningNode;
import org.echoscribe.pipeline.PipelineListener;
import org.echoscribe.testkit.Cart;
import org.echoscribe.testkit.DcmtkPeer;
import org.echoscribe.testkit.ExternalProgram;
import org.echoscribe.testkit.ThrowAwayCertificates;
import org.echoscribe.testkit.TinyLoop;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The node as its configuration makes it: TLS in both roles, no plain port, and none but those whom it knows. */
class SecureNodeTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private static Path certificates;

    private static ThrowAwayCertificates ours;

    @TempDir
    private Path directory;

    /** The cart shows the node's certificate, too: to make one takes some seconds. */
    @BeforeAll
    static void makeCertificates() throws IOException {
        ours = ThrowAwayCertificates.authority(certificates, "ca");
        ours.issue("node");
    }

    @Test
    void dcmtkSendsAndReceivesOverTlsAndNobodyGetsInWithoutOrUnknown() throws Exception {
        assumeTrue(DcmtkPeer.isAvailable(), "DCMTK is not installed (package dcmtk)");
        Path file = loop();
        try (DcmtkPeer pacs = DcmtkPeer.startServer(directory.resolve("pacs"), dcmtk());
                RunningNode node = node(
                        tls(ours.file("node.pem"), ours.file("node.key")),
                        "node.listen-plain=false",
                        "node.accept-unknown-aes=false",
                        "known-aes.cart.ae-title=DCMTK",
                        "known-aes.cart.addresses=127.0.0.1",
                        "known-aes.cart.tls=true",
                        "destinations.pacs.ae-title=STORESCP",
                        "destinations.pacs.host=localhost",
                        "destinations.pacs.port=" + pacs.destination().port(),
                        "destinations.pacs.tls=true",
                        "destinations.pacs.forward=all")) {
            Destination address = new Destination("ECHOSCRIBE", "127.0.0.1", node.port());
            ExternalProgram.Result sent = DcmtkPeer.store(address, dcmtk(), List.of(file));
            assertThat(sent.exitCode()).as(sent.output()).isZero();
            assertThat(DcmtkPeer.store(address, List.of(), List.of(file)).exitCode())
                    .as("in plain")
                    .isNotZero();
            TlsConfig cart = TlsConfig.mutual(ours.pkcs12("node"), ours.trusted());
            assertThatExceptionOfType(AssociationException.Rejected.class)
                    .as("an AE that the node does not know")
                    .isThrownBy(() -> Cart.echo(address.withTls(cart)));
            assertThat(send(address, file)).isZero();
            awaitObjects(pacs, 2);
            assertThat(get(node, "/ready"))
                    .contains("port " + node.port() + " with TLS", "certificate: valid for 29 days");
            assertThat(get(node, "/metrics")).containsPattern("echoscribe_tls_certificate_days_left 29\\.\\d");
        }
    }

    @Test
    void aRenewedCertificateIsShownWithoutARestart() throws Exception {
        ThrowAwayCertificates renewed = ThrowAwayCertificates.authority(directory.resolve("renewed"), "new-ca");
        renewed.issue("node");
        Path key = Files.copy(ours.file("node.key"), directory.resolve("live.key"));
        Path certificate = Files.copy(ours.file("node.pem"), directory.resolve("live.pem"));
        TlsConfig cart = TlsConfig.mutual(ours.pkcs12("node"), ours.trusted());
        try (RunningNode node = node(tls(certificate, key))) {
            Destination plain = new Destination("ECHOSCRIBE", "127.0.0.1", node.port());
            assertThat(Cart.echo(plain)).isTrue();
            Destination address =
                    new Destination("ECHOSCRIBE", "127.0.0.1", node.tlsPort().orElseThrow());
            awaitEcho(address.withTls(cart));
            Files.copy(renewed.file("node.key"), key, StandardCopyOption.REPLACE_EXISTING);
            Files.copy(renewed.file("node.pem"), certificate, StandardCopyOption.REPLACE_EXISTING);
            Files.setLastModifiedTime(certificate, FileTime.from(Instant.now().plusSeconds(5)));
            awaitEcho(address.withTls(cart.withTrusted(renewed.trusted())));
        }
    }

    /** What a person types, with a PKCS#12 file. */
    private int send(Destination address, Path file) throws IOException {
        TlsConfig.Identity identity = ours.pkcs12("node");
        Path password = Files.writeString(
                directory.resolve("password"),
                new String(identity.password().orElseThrow().reveal()));
        List<String> arguments =
                new ArrayList<>(List.of("send", file.toString(), "--to", address.toString(), "--as", "DCMTK", "--tls"));
        List.of(
                        "tls.certificate=" + identity.certificate(),
                        "tls.password-file=" + password,
                        "tls.trusted-certificates=" + ours.file("ca.pem"))
                .forEach(setting -> arguments.addAll(List.of("--set", setting)));
        StringWriter err = new StringWriter();
        int code = CommandRun.run(new StringWriter(), err, arguments.toArray(String[]::new));
        assertThat(err.toString()).doesNotContain("failed");
        return code;
    }

    private RunningNode node(List<String> tls, String... more) throws Exception {
        List<String> settings = new ArrayList<>(List.of(
                "node.port=0",
                "admin.port=0",
                "tls.listen=true",
                "tls.port=0",
                "limits.association-request-time=1m",
                "node.data-directory=" + directory.resolve("data"),
                "node.study-quiet-time=0s",
                "storage.minimum-free-space=64MiB",
                "imaging.screen-masks=" + ShippedBundle.SCREEN_MASKS,
                "model.bundle=" + ShippedBundle.PATH));
        settings.addAll(tls);
        settings.addAll(List.of(more));
        return RunningNode.start(ReadConfiguration.read(Optional.empty(), Map.of(), settings), PipelineListener.NONE);
    }

    private static List<String> tls(Path certificate, Path key) {
        return List.of(
                "tls.certificate=" + certificate,
                "tls.private-key=" + key,
                "tls.trusted-certificates=" + ours.file("ca.pem"));
    }

    private static List<String> dcmtk() {
        return List.of(
                "+tls",
                ours.file("node.key").toString(),
                ours.file("node.pem").toString(),
                "+cf",
                ours.file("ca.pem").toString());
    }

    private static String get(RunningNode node, String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://" + node.adminAuthority() + path);
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private static void awaitObjects(DcmtkPeer pacs, int count) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (pacs.objects().size() < count) {
            assertThat(System.nanoTime()).as("objects arrive in time").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static void awaitEcho(Destination destination) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                assertThat(Cart.echo(destination)).isTrue();
                return;
            } catch (AssociationException e) {
                assertThat(System.nanoTime()).as(e.getMessage()).isLessThan(deadline);
            }
        }
    }

    private Path loop() throws IOException {
        Path file = directory.resolve("loop.dcm");
        TinyLoop tiny = TinyLoop.of(TinyLoop.newUid(), TinyLoop.newUid(), "20260102", "US");
        DataSetWriter.writeFile(file, tiny.dataSet(), TransferSyntax.ExplicitVrLittleEndian);
        return file;
    }
}
