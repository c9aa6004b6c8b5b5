package org.echoscribe.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.echoscribe.dicom.dataset.DataSetWriter;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.dataset.Vr;
import org.echoscribe.dicom.network.AssociationException;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.dicom.network.Endpoints;
import org.echoscribe.dicom.network.Limits;
import org.echoscribe.dicom.network.StoreResult;
import org.echoscribe.dicom.tls.TlsConfig;
import org.echoscribe.dicom.tls.TlsConfig.PeerCertificate;
import org.echoscribe.dicom.tls.TlsProfile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** TLS in both roles, with ourselves, with DCMTK, and with those who must not get in (PS3.15 annex B). */
class TlsTest {
    private static final byte[] HELLO = {0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xFC, 3, 3};

    @TempDir
    static Path certificates;

    private static ThrowAwayCertificates ours;
    private static ThrowAwayCertificates strangers;
    private static TlsConfig node;
    private static TlsConfig cart;

    @TempDir
    Path directory;

    private LoopbackPacs pacs;

    @BeforeAll
    static void makeCertificates() throws IOException {
        ours = ThrowAwayCertificates.authority(certificates.resolve("ours"), "ca");
        strangers = ThrowAwayCertificates.authority(certificates.resolve("strangers"), "other-ca");
        node = ours.mutual("node");
        cart = ours.mutual("cart");
    }

    @BeforeEach
    void startPacs() throws IOException {
        pacs = start(node, directory.resolve("pacs"));
    }

    @AfterEach
    void stopPacs() {
        pacs.close();
    }

    @ParameterizedTest
    @EnumSource(TlsProfile.class)
    void anObjectArrivesAsItWasSentAndItsReceiverKnowsWhoSentIt(TlsProfile profile) throws Exception {
        Path file = loop(0);
        List<StoreResult> results = Cart.send(pacs.destination(cart.withProfile(profile)), List.of(file));
        assertThat(results).allMatch(StoreResult::stored);
        LoopbackPacs.Received received =
                pacs.awaitReceived(1, Duration.ofSeconds(30)).getFirst();
        assertThat(Part10.read(received.file())).isEqualTo(Part10.read(file));
        assertThat(received.tls()).hasValueSatisfying(session -> {
            assertThat(session.protocol()).isEqualTo("TLSv1.3");
            assertThat(session.peerName()).contains("CN=cart");
        });
    }

    @Test
    void manyAndLargeObjectsPassWhole() throws Exception {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            files.add(loop(700_000 + 2 * i));
        }
        assertThat(Cart.send(pacs.destination(cart), files)).allMatch(StoreResult::stored);
        List<LoopbackPacs.Received> received = pacs.awaitReceived(5, Duration.ofSeconds(30));
        for (int i = 0; i < 5; i++) {
            assertThat(Part10.read(received.get(i).file())).isEqualTo(Part10.read(files.get(i)));
        }
    }

    @Test
    void aPkcs12FileIsAsGoodAsPem() throws IOException {
        TlsConfig client = TlsConfig.mutual(ours.pkcs12("cart"), ours.trusted());
        assertThat(Cart.echo(pacs.destination(client))).isTrue();
    }

    @Test
    void aClientWithoutCertificateGetsInOnlyWhereNoneIsRequired() throws IOException {
        TlsConfig anonymous = new TlsConfig(
                Optional.empty(), Optional.of(ours.trusted()), PeerCertificate.NONE, true, TlsProfile.BCP195);
        assertRefused(pacs.destination(anonymous));
        try (LoopbackPacs open = start(node.withPeerCertificate(PeerCertificate.OPTIONAL), directory.resolve("open"))) {
            assertThat(Cart.echo(open.destination(anonymous))).isTrue();
            assertThat(Cart.echo(open.destination(cart))).isTrue();
        }
    }

    @Test
    void strangersDoNotGetInAndAreNotTrusted() throws IOException {
        TlsConfig stranger = strangers.mutual("stranger");
        assertRefused(pacs.destination(stranger.withTrusted(ours.trusted())));
        try (LoopbackPacs impostor = start(stranger.withTrusted(ours.trusted()), directory.resolve("impostor"))) {
            assertThatExceptionOfType(AssociationException.NotSecured.class)
                    .isThrownBy(() -> Cart.echo(impostor.destination(cart)))
                    .withMessageContaining("no TLS with");
        }
    }

    @Test
    void aCertificateForAnotherHostIsRefusedUnlessTheOperatorSaysOtherwise() throws IOException {
        ThrowAwayCertificates named = ThrowAwayCertificates.authority(directory.resolve("named"), "named");
        // The authority's own certificate names no host.
        TlsConfig.Identity nameless = named.pkcs12("named");
        try (LoopbackPacs device = start(TlsConfig.mutual(nameless, ours.trusted()), directory.resolve("device"))) {
            TlsConfig client = cart.withTrusted(named.trusted());
            assertRefused(device.destination(client));
            assertThat(Cart.echo(device.destination(client.withVerifyHostName(false))))
                    .isTrue();
        }
    }

    @Test
    void plainDicomOnTheTlsPortAndTlsOnThePlainPortEndWithoutHarm() throws Exception {
        Destination secured = pacs.destination(cart);
        Destination plain = new Destination(secured.aeTitle(), secured.host(), secured.port());
        assertRefused(plain);
        try (LoopbackPacs unsecured = LoopbackPacs.start(directory.resolve("plain"))) {
            assertRefused(unsecured.destination().withTls(cart));
            assertThat(Cart.echo(unsecured.destination())).isTrue();
        }
        assertThat(Cart.echo(secured)).isTrue();
    }

    @Test
    void aHandshakeThatStallsIsDroppedAndOneThatIsResetAtAnyByteDoesNoHarm() throws Exception {
        Destination secured = pacs.destination(cart);
        Destination raw = new Destination(secured.aeTitle(), secured.host(), secured.port());
        try (RawDicomPeer stalled = RawDicomPeer.connect(raw)) {
            stalled.send(HELLO);
            assertThat(stalled.awaitClose()).isTrue();
        }
        for (int end = 0; end <= HELLO.length; end++) {
            try (RawDicomPeer peer = RawDicomPeer.connect(raw)) {
                peer.send(Arrays.copyOf(HELLO, end));
                peer.reset();
            }
        }
        assertThat(Cart.echo(secured)).isTrue();
    }

    @Test
    void newCertificatesAreUsedWithoutARestartAndBrokenOnesAreNot() throws Exception {
        Path live = Files.createDirectories(directory.resolve("live"));
        Path certificate = Files.copy(ours.file("node.pem"), live.resolve("node.pem"));
        Path key = Files.copy(ours.file("node.key"), live.resolve("node.key"));
        TlsConfig following = TlsConfig.mutual(TlsConfig.Identity.pem(certificate, key), ours.trusted());
        try (LoopbackPacs server = start(following, directory.resolve("following"))) {
            assertThat(Cart.echo(server.destination(cart))).isTrue();

            Files.writeString(certificate, "-----BEGIN CERTIFICATE-----\nhalf a file", StandardCharsets.US_ASCII);
            Files.setLastModifiedTime(certificate, FileTime.from(Instant.now().plusSeconds(5)));
            awaitSecondLook(server);
            assertThat(Cart.echo(server.destination(cart))).isTrue();

            strangers.issue("replaced");
            Files.copy(strangers.file("replaced.key"), key, StandardCopyOption.REPLACE_EXISTING);
            Files.copy(strangers.file("replaced.pem"), certificate, StandardCopyOption.REPLACE_EXISTING);
            Files.setLastModifiedTime(certificate, FileTime.from(Instant.now().plusSeconds(10)));
            TlsConfig trustsTheNew = cart.withTrusted(strangers.trusted());
            awaitEcho(server.destination(trustsTheNew));
        }
    }

    @Test
    void dcmtkAssociatesAndStoresOverTls() throws Exception {
        assumeTrue(DcmtkPeer.isAvailable(), "skipped: dcmtk is not installed");
        Path file = loop(0);
        Destination secured = pacs.destination(cart);
        ExternalProgram.Result sent = DcmtkPeer.store(secured, dcmtkOptions("cart"), List.of(file));
        assertThat(sent.exitCode()).as(sent.output()).isZero();
        assertThat(Part10.read(
                        pacs.awaitReceived(1, Duration.ofSeconds(30)).getFirst().file()))
                .isEqualTo(Part10.read(file));
        assertThat(DcmtkPeer.store(secured, List.of(), List.of(file)).exitCode())
                .as("in plain")
                .isNotZero();
    }

    @Test
    void dcmtkTakesObjectsFromUsOverTls() throws Exception {
        assumeTrue(DcmtkPeer.isAvailable(), "skipped: dcmtk is not installed");
        Path file = loop(0);
        try (DcmtkPeer storescp = DcmtkPeer.startServer(directory.resolve("storescp"), dcmtkOptions("node"))) {
            assertThat(Cart.send(storescp.destination().withTls(cart), List.of(file)))
                    .allMatch(StoreResult::stored);
            assertThat(storescp.objects()).hasSize(1);
            assertRefused(storescp.destination());
        }
    }

    private static List<String> dcmtkOptions(String subject) {
        return List.of(
                "+tls",
                ours.file(subject + ".key").toString(),
                ours.file(subject + ".pem").toString(),
                "+cf",
                ours.file("ca.pem").toString());
    }

    private static LoopbackPacs start(TlsConfig tls, Path directory) throws IOException {
        return LoopbackPacs.start(
                directory,
                configuration -> configuration
                        .withEndpoints(
                                Endpoints.secured(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), tls))
                        .withLimits(Limits.defaults().withArtimTimeout(Duration.ofSeconds(2))));
    }

    private static void assertRefused(Destination destination) {
        assertThatExceptionOfType(AssociationException.class).isThrownBy(() -> Cart.echo(destination));
    }

    /** Connections bring the server to look at its files again, once a second at most. */
    private static void awaitSecondLook(LoopbackPacs server) throws IOException {
        long until = System.nanoTime() + Duration.ofMillis(1500).toNanos();
        while (System.nanoTime() < until) {
            assertThat(Cart.echo(server.destination(cart))).isTrue();
        }
    }

    private static void awaitEcho(Destination destination) throws IOException {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            try {
                assertThat(Cart.echo(destination)).isTrue();
                return;
            } catch (AssociationException e) {
                if (System.nanoTime() > until) {
                    throw e;
                }
            }
        }
    }

    private Path loop(int privateBytes) throws IOException {
        TinyLoop tiny = TinyLoop.of(TinyLoop.newUid(), TinyLoop.newUid(), "20260102", "US");
        Path file = directory.resolve(tiny.sopInstanceUid() + ".dcm");
        DataSetWriter.writeFile(
                file,
                tiny.dataSet().setBytes(0x00091010, Vr.OB, new byte[privateBytes]),
                TransferSyntax.ExplicitVrLittleEndian);
        return file;
    }
}
