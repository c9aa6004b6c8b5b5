package org.echoscribe.node.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.echoscribe.node.configuration.Configuration;
import org.echoscribe.node.configuration.ReadConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenScreenMasksTest {

    @TempDir
    private Path folder;

    @Test
    void theTableThatTheConfigurationNamesIsRead() throws Exception {
        Path table = Files.writeString(
                folder.resolve("masks.csv"),
                "manufacturer,model,columns,rows,x,y,width,height\nAcme,X1,640,480,0,0,640,20\n");
        assertThat(OpenScreenMasks.of(configured(table)).masks()).hasSize(1);
    }

    @Test
    void aTableThatIsWrongOrMissingStopsTheStartWithKeyLineReasonAndRemedy() throws Exception {
        Path table = folder.resolve("masks.csv");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> OpenScreenMasks.of(configured(table)))
                .withMessageStartingWith("imaging.screen-masks: There is no table")
                .withMessageContaining(table.toString());
        Files.writeString(
                table, "manufacturer,model,columns,rows,x,y,width,height\n# ours\nAcme,X1,640,480,0,470,640,20\n");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> OpenScreenMasks.of(configured(table)))
                .withMessageContaining("line 3")
                .withMessageContaining("lies outside the picture of 640 x 480 pixels")
                .withMessageEndingWith("Mend the table, or set imaging.screen-masks to another");
    }

    private static Configuration configured(Path table) throws Exception {
        return ReadConfiguration.read(Optional.empty(), Map.of(), List.of("imaging.screen-masks=" + table));
    }
}
