package org.echoscribe.imaging.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadScreenMasksTest {

    @Test
    void everyLineIsOneRectangleOfOneMachineAndScreen() {
        ScreenMasks masks = ReadScreenMasks.parse("""
                # what our machines burn in

                manufacturer,model,columns,rows,x,y,width,height
                "SonoSite, Inc.", Turbo ,320,240,0,0,320,20
                "Acme ""One\""",,640,480,10,20,30,40
                """);
        assertThat(masks.masks())
                .containsExactly(
                        new ScreenMask("SonoSite, Inc.", "Turbo", 320, 240, List.of(new Rectangle(0, 0, 320, 20))),
                        new ScreenMask("Acme \"One\"", "", 640, 480, List.of(new Rectangle(10, 20, 30, 40))));
    }

    @Test
    void anEmptyTableMasksNothing() {
        assertThat(ReadScreenMasks.parse("").masks()).isEmpty();
        assertThat(ReadScreenMasks.parse(ReadScreenMasks.HEADING).masks()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A,B,640,480,0,0,640| 7 values instead of 8",
                "A,B,640,480,0,0,640,20,| 9 values instead of 8",
                ",B,640,480,0,0,640,20| the manufacturer is empty",
                "A,B,640,480,-1,0,640,20| x is '-1', not a whole number from 0 to 65535",
                "A,B,640,480,0,0,0,20| width is '0', not a whole number from 1 to 65535",
                "A,B,640,many,0,0,640,20| rows is 'many'",
                "A,B,640,480,1,0,640,20| lies outside the picture of 640 x 480 pixels",
                "\"A,B,640,480,0,0,640,20| a double quote is not closed"
            })
    void aLineThatMakesNoSenseIsRefusedWithItsNumberAndReason(String line, String reason) {
        String table = "# comment\n" + ReadScreenMasks.HEADING + "\nA,B,640,480,0,0,640,20\n" + line + "\n";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReadScreenMasks.parse(table))
                .withMessageStartingWith("line 4: ")
                .withMessageContaining(reason);
    }

    @Test
    void aTableWithoutItsHeadingIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReadScreenMasks.parse("A,B,640,480,0,0,640,20"))
                .withMessage("line 1: the heading is not manufacturer,model,columns,rows,x,y,width,height");
    }

    @Test
    void refusalsNameTheFile(@TempDir Path folder) throws IOException {
        Path absent = folder.resolve("masks.csv");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> ReadScreenMasks.from(absent))
                .withMessageContaining(absent.toString());
        Files.writeString(absent, ReadScreenMasks.HEADING + "\nA\n");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> ReadScreenMasks.from(absent))
                .withMessageContaining("masks.csv, line 2: 1 values instead of 8");
    }

    @Test
    void theShippedTableIsRead() throws IOException {
        assertThat(ReadScreenMasks.from(Path.of("../../etc/screen-masks.csv")).masks())
                .isNotEmpty();
    }
}
