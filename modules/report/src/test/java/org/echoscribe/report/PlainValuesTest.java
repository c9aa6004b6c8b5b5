package org.echoscribe.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.Vr;
import org.junit.jupiter.api.Test;

class PlainValuesTest {

    @Property(tries = 300)
    void anyTextBecomesPlainAsciiOfAtMost64Characters(@ForAll String text) {
        String plain = PlainAscii.ofAtMost64(text, " (synthetic)");
        assertThat(plain)
                .matches("[ -}&&[^\\\\]]*")
                .hasSizeLessThanOrEqualTo(64)
                .endsWith(" (synthetic)");
    }

    @Test
    void accentsAreDroppedAndTheRestIsReplaced() {
        assertThat(PlainAscii.of("\u00c9cho \u5fc3 a\\b~c\n")).isEqualTo("Echo _ a_b_c_");
    }

    @Test
    void frameNumbersCountFromOneAndAreNamedOnlyForAPart() {
        assertThat(FramesUsed.ofIndices(new int[] {3, 0, 3, 1}, 10, false).subset())
                .containsExactly(1, 2, 4);
        assertThat(FramesUsed.first(10, 10, false).subset()).isEmpty();
        assertThat(FramesUsed.none().subset()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> FramesUsed.first(11, 10, false));
        assertThatIllegalArgumentException().isThrownBy(() -> new FramesUsed(List.of(2, 2), 10, false));
    }

    @Test
    void aHeaderWithoutValidUidsIsRefusedWithTheKeywordsAndNoValue() {
        Attributes header = Samples.header(1).remove(Tag.StudyInstanceUID);
        header.setBytes(Tag.SOPInstanceUID, Vr.UI, "1.2.0344".getBytes(StandardCharsets.US_ASCII));
        assertThat(SourceHeader.of(header)).isEmpty();
        assertThat(SourceHeader.missing(header)).containsExactly("SOPInstanceUID", "StudyInstanceUID");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SourceHeader(header))
                .withMessageContaining("SOPInstanceUID, StudyInstanceUID")
                .withMessageNotContaining("0344");
        assertThat(SourceHeader.missing(new Attributes())).hasSize(4);
        assertThat(SourceHeader.of(Samples.header(1))).isPresent();
    }
}
