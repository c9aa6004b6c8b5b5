package org.echoscribe.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NameBasedUidTest {

    @Test
    void givesThePublishedTestVectors() {
        assertThat(NameBasedUid.of("test")).isEqualTo("2.25.25128892092453186195739104167247540773");
        assertThat(NameBasedUid.of("sr-loop", "1.2.3", "abc"))
                .isEqualTo("2.25.319487627947046069478619864552722660992");
    }
}
