package org.echoscribe.study.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RendezvousTest {

    @Test
    void bothFormsAreReadAndPrintedAlike() {
        assertThat(Rendezvous.parse("file:/tmp/x")).isEqualTo(new Rendezvous.File(Path.of("/tmp/x")));
        assertThat(Rendezvous.parse("file:///tmp/x")).isEqualTo(new Rendezvous.File(Path.of("/tmp/x")));
        assertThat(Rendezvous.parse("tcp://trainer-0:29500")).isEqualTo(new Rendezvous.Tcp("trainer-0", 29500));
        assertThat(new Rendezvous.Tcp("trainer-0", 29500)).hasToString("tcp://trainer-0:29500");
    }

    @Test
    void anythingElseIsRefusedWithBothForms() {
        for (String wrong : new String[] {"", "trainer-0:29500", "tcp://trainer-0", "tcp://trainer-0:no", "file:"}) {
            assertThatThrownBy(() -> Rendezvous.parse(wrong)).hasMessageContaining("tcp://HOST:PORT");
        }
    }
}
