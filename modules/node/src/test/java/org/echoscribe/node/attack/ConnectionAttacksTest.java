package org.echoscribe.node.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.echoscribe.dicom.network.StoreResult;
import org.echoscribe.testkit.ExternalProgram;
import org.echoscribe.testkit.RawDicomPeer;
import org.echoscribe.testkit.attack.Attack;
import org.echoscribe.testkit.attack.ConnectionAttacks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be done to the node before, and beside, speaking DICOM to it. */
class ConnectionAttacksTest {

    @RegisterExtension
    static final AttackedNode NODE = new AttackedNode();

    static List<Attack> attacks() {
        return ConnectionAttacks.all();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void theNodeWithstands(Attack attack) throws Exception {
        NODE.suffers(attack);
    }

    @Test
    @Tag("nightly")
    void theNodeWithstandsTenThousandSilentConnections() throws Exception {
        NODE.suffers(ConnectionAttacks.silent(10_000));
    }

    @Test
    void withoutADescriptorLeftObjectsAreAnsweredA700HAndAllIsWellOnceThereAreSome() throws Exception {
        ExternalProgram prlimit = new ExternalProgram("prlimit");
        assumeTrue(prlimit.path().isPresent(), "the program 'prlimit' (package util-linux) is not here");
        List<RawDicomPeer> crowd = new ArrayList<>();
        NODE.awaitIdle();
        limitDescriptors(prlimit, NODE.node().openDescriptors() + 5);
        try {
            while (NODE.node().log().lastIndexOf("cannot accept a connection now") < 0) {
                crowd.add(RawDicomPeer.connect(NODE.node().address()));
                assertThat(crowd)
                        .as("connections before the node has no descriptor left")
                        .hasSizeLessThan(200);
            }
            StoreResult refused = NODE.bystander().send().result();
            assertThat(refused.description()).contains("A700H");
        } finally {
            limitDescriptors(prlimit, 10_000);
            for (RawDicomPeer peer : crowd) {
                peer.close();
            }
        }
    }

    private static void limitDescriptors(ExternalProgram prlimit, int count) throws Exception {
        ExternalProgram.Result result = prlimit.run(
                Duration.ofSeconds(10),
                List.of("--pid", Long.toString(NODE.node().pid()), "--nofile=" + count + ":"));
        assertThat(result.exitCode()).as(result.output()).isZero();
    }
}
