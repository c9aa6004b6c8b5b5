package org.echoscribe.node.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.dicom.tls.TlsConfig;
import org.echoscribe.node.field.NodeProcess;
import org.echoscribe.testkit.Cart;
import org.echoscribe.testkit.ExternalProgram;
import org.echoscribe.testkit.ThrowAwayCertificates;
import org.echoscribe.testkit.attack.Answer;
import org.echoscribe.testkit.attack.Attack;
import org.echoscribe.testkit.attack.EndlessAttacks;
import org.echoscribe.testkit.attack.TlsAttacks;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * What can be done to a node that listens with TLS as well as in plain, takes corrections, and has little patience: it
 * serves a cart over TLS all the while.
 */
class SecuredNodeAttacksTest {

    @TempDir
    private static Path directory;

    private static ThrowAwayCertificates certificates;
    private static NodeProcess node;
    private static NodeHealth health;
    private static Destination secured;
    private static AdminAttacks adminAttacks;

    private Bystander cart;

    @BeforeAll
    static void startNode() throws Exception {
        certificates = ThrowAwayCertificates.authority(directory, "ca");
        certificates.issue("node");
        int tlsPort = ExternalProgram.freePort();
        int adminPort = ExternalProgram.freePort();
        node = NodeProcess.start(
                directory,
                List.of(
                        "tls.listen=true",
                        "tls.port=" + tlsPort,
                        "tls.certificate=" + certificates.file("node.pem"),
                        "tls.private-key=" + certificates.file("node.key"),
                        "tls.trusted-certificates=" + certificates.file("ca.pem"),
                        "admin.port=" + adminPort,
                        "admin.corrections=true",
                        "limits.association-request-time=5s",
                        "limits.pdu-time=5s",
                        "limits.idle-time=6s",
                        "limits.object-time=6s",
                        "limits.close-time=2s",
                        "node.study-quiet-time=1h"));
        TlsConfig client = TlsConfig.mutual(certificates.pkcs12("node"), certificates.trusted());
        secured = new Destination("ECHOSCRIBE", "127.0.0.1", tlsPort).withTls(client);
        adminAttacks = new AdminAttacks(adminPort);
        try (Bystander first = Bystander.connect(secured)) {
            first.store();
            health = NodeHealth.of(node);
        }
    }

    @AfterAll
    static void stopNode() throws IOException {
        System.out.println("The secured node peaked at " + node.peakMebibytes() + " MiB");
        node.close();
    }

    @BeforeEach
    void connectCart() throws IOException {
        cart = Bystander.connect(secured);
    }

    @AfterEach
    void theNodeIsUnharmed(TestInfo test) throws IOException {
        cart.store();
        cart.close();
        assertThat(Cart.echo(secured)).isTrue();
        health.assertUnharmed(test.getDisplayName());
    }

    @Test
    void whatIsNoTlsAndWhatBreaksItIsHungUpOn() throws Exception {
        Map<Attack, Destination> attacks = new LinkedHashMap<>();
        TlsAttacks.all().forEach(attack -> attacks.put(attack, rawTlsPort()));
        assertWithstood(attacks);
    }

    @Test
    void whatStallsOrNeverEndsIsEndedByItsLimitWhileACartIsServed() throws Exception {
        Map<Attack, Destination> attacks = new LinkedHashMap<>();
        TlsAttacks.stalling().forEach(attack -> attacks.put(attack, rawTlsPort()));
        EndlessAttacks.all().forEach(attack -> attacks.put(attack, node.address()));
        adminAttacks.all().forEach(attack -> attacks.put(attack, node.address()));
        assertWithstood(attacks);
    }

    @Test
    void aResetWithinATlsSessionDoesNoHarm() throws Exception {
        assertWithstood(Map.of(TlsAttacks.resets(certificates.clientContext("node"), 37), rawTlsPort()));
    }

    @Test
    @Tag("nightly")
    void aResetBehindAnyByteOfATlsSessionDoesNoHarm() throws Exception {
        assertWithstood(Map.of(TlsAttacks.resets(certificates.clientContext("node"), 1), rawTlsPort()));
    }

    private static Destination rawTlsPort() {
        return new Destination(secured.aeTitle(), secured.host(), secured.port());
    }

    /** Plays attacks side by side, and has the cart store objects meanwhile. */
    private void assertWithstood(Map<Attack, Destination> attacks) throws Exception {
        Map<String, Answer> wrong = new TreeMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<Attack, Future<Answer>> played = new LinkedHashMap<>();
            attacks.forEach((attack, address) -> played.put(
                    attack, threads.submit(() -> attack.play(new Attack.Target(address, AttackedNode.PATIENCE)))));
            for (Map.Entry<Attack, Future<Answer>> each : played.entrySet()) {
                Answer answer = whileTheCartIsServed(each.getValue());
                if (!each.getKey().isRight(answer)) {
                    wrong.put(each.getKey().name(), answer);
                }
            }
        }
        assertThat(wrong).as("answers that are not right").isEmpty();
    }

    private Answer whileTheCartIsServed(Future<Answer> attack) throws Exception {
        while (true) {
            cart.store();
            try {
                return attack.get(500, TimeUnit.MILLISECONDS);
            } catch (TimeoutException running) {
                // The next object, then.
            }
        }
    }
}
