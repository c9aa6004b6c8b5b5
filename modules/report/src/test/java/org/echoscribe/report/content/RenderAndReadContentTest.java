package org.echoscribe.report.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.DataSetWriter;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.vocabulary.Code;
import org.junit.jupiter.api.Test;

class RenderAndReadContentTest {

    @Property(tries = 100)
    void anyTreeReadsBackAsItWasRendered(@ForAll("trees") List<ContentItem> items) throws Exception {
        ContentItem root = Content.root(new Code("126000", "DCM", "Imaging Measurement Report"), "1500", items);
        byte[] bytes = DataSetWriter.writeDataSet(RenderContent.render(root), TransferSyntax.ImplicitVrLittleEndian);
        Attributes read = DataSetReader.readDataSet(bytes, TransferSyntax.ImplicitVrLittleEndian);
        assertThat(ReadContent.read(read)).isEqualTo(root);
    }

    @Test
    void itemsOfUnknownTypeKeepTheirChildrenAndReferencesAreLeftOut() {
        Attributes text = new Attributes()
                .set(Tag.RelationshipType, "HAS PROPERTIES")
                .set(Tag.ValueType, "TEXT")
                .set(Tag.TextValue, "below");
        Attributes region = new Attributes()
                .set(Tag.RelationshipType, "INFERRED FROM")
                .set(Tag.ValueType, "SCOORD")
                .setItems(Tag.ContentSequence, text, new Attributes().set(Tag.RelationshipType, "SELECTED FROM"));
        ContentItem item = ReadContent.read(region);
        assertThat(item).isInstanceOf(ContentItem.Unread.class);
        assertThat(item.valueType()).isEqualTo("SCOORD");
        assertThat(item.children()).hasSize(1).allMatch(ContentItem.Text.class::isInstance);
        assertThatIllegalArgumentException().isThrownBy(() -> RenderContent.render(item));
    }

    @Test
    void aDecimalStringHasAtMostSixteenCharacters() {
        Code code = new Code("1", "DCM", "some");
        BigDecimal tooLong = new BigDecimal("0.123456789012345");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Content.numeric(Relationship.CONTAINS, code, tooLong, code));
    }

    @Provide
    Arbitrary<List<ContentItem>> trees() {
        return level(3);
    }

    private static Arbitrary<List<ContentItem>> level(int depth) {
        Arbitrary<List<ContentItem>> below =
                depth == 0 ? Arbitraries.just(List.of()) : Arbitraries.lazy(() -> level(depth - 1));
        return Combinators.combine(
                        Arbitraries.of(Relationship.class),
                        code(),
                        code(),
                        Arbitraries.integers().between(0, 5),
                        below)
                .as(RenderAndReadContentTest::item)
                .list()
                .ofMaxSize(3);
    }

    private static ContentItem item(
            Relationship relationship, Code name, Code value, int kind, List<ContentItem> children) {
        Optional<Relationship> related = Optional.of(relationship);
        Optional<Code> named = Optional.of(name);
        return switch (kind) {
            case 0 -> new ContentItem.Container(related, named, Optional.of("1501"), children);
            case 1 -> new ContentItem.Coded(related, named, value, children);
            case 2 -> new ContentItem.Numeric(related, named, new BigDecimal("97.3100"), value, children);
            case 3 -> new ContentItem.Text(related, named, value.meaning(), children);
            case 4 -> new ContentItem.UidReference(related, named, "1.2.3", children);
            default -> new ContentItem.Image(related, Optional.empty(), "1.2.3", "1.2.4", List.of(1, 41), children);
        };
    }

    private static Arbitrary<Code> code() {
        return Arbitraries.strings()
                .alpha()
                .numeric()
                .ofMinLength(1)
                .ofMaxLength(16)
                .map(value -> new Code(value, "99TEST", "Meaning of " + value));
    }
}
