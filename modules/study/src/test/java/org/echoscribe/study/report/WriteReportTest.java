package org.echoscribe.study.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class WriteReportTest {

    @TempDir
    private Path directory;

    private MeasuredExample example;

    @BeforeEach
    void write() throws IOException {
        example = MeasuredExample.ofTwoBundles(true);
        new WriteReport(example.measured(), "A <title> & more", "two bundles").write(directory);
    }

    @Test
    void thePageNeedsNoScriptAndNothingBesideIt() throws IOException {
        String page = page();
        assertThat(page)
                .doesNotContain("<script")
                .doesNotContain("<img")
                .doesNotContain("<link")
                .doesNotContain("url(");
        assertThat(page).contains("A &lt;title&gt; &amp; more").contains("'Helvetica Neue'");
    }

    @Test
    void everySectionOfThePaperStands() throws Exception {
        Document page = parsed(page());
        for (String id : List.of(
                "results",
                "data",
                "comparison",
                "confusion",
                "views",
                "breakdown",
                "readers",
                "calibration",
                "abstention",
                "experiments",
                "methods")) {
            assertThat(Stream.of(page)
                            .map(document -> document.getElementsByTagName("section"))
                            .flatMap(sections -> Stream.iterate(0, i -> i < sections.getLength(), i -> i + 1)
                                    .map(sections::item))
                            .anyMatch(section -> section.getAttributes()
                                    .getNamedItem("id")
                                    .getNodeValue()
                                    .equals(id)))
                    .as(id)
                    .isTrue();
        }
    }

    @Test
    void everyFigureStandsAloneAndSaysThatItIsSynthetic() throws Exception {
        try (Stream<Path> files = Files.list(directory.resolve("figures"))) {
            List<Path> figures = files.toList();
            assertThat(figures).hasSizeGreaterThanOrEqualTo(11);
            for (Path figure : figures) {
                String svg = Files.readString(figure);
                assertThat(parsed(svg).getDocumentElement().getNamespaceURI()).isEqualTo("http://www.w3.org/2000/svg");
                assertThat(svg)
                        .as(figure.toString())
                        .contains(">SYNTHETIC</text>")
                        .doesNotContain("NaN");
            }
        }
        assertThat(page()).contains("SYNTHETIC DATA");
    }

    @Test
    void figuresOfRealLoopsAndModelsSayNothingOfTheKind() throws IOException {
        MeasuredExample real = MeasuredExample.ofTwoBundles(false);
        Path other = directory.resolve("real");
        new WriteReport(real.measured(), "t", "s").write(other);
        assertThat(Files.readString(other.resolve("report.html"))).doesNotContain("SYNTHETIC");
        assertThat(Files.readString(other.resolve("figures/error.svg"))).doesNotContain("SYNTHETIC");
    }

    @Test
    void theFilesHoldTheNumbersOfTableTwoUnrounded() throws IOException {
        JsonNode rows = new ObjectMapper()
                .readTree(directory.resolve("numbers.json").toFile())
                .at("/tables/table-2/rows");
        assertThat(rows.get(0).get("network").asText()).isEqualTo("good 1");
        assertThat(rows.get(0).get("wrong").asInt()).isEqualTo(example.wrongOfFirst());
        assertThat(rows.get(0).get("error").asDouble()).isEqualTo((double) example.wrongOfFirst() / example.loops());
        List<String> csv = Files.readAllLines(directory.resolve("numbers/table-2.csv"));
        assertThat(csv.getFirst()).startsWith("network,architecture,parameters,loops,wrong,error,error_lower_95");
        assertThat(csv.get(1)).contains("," + example.loops() + "," + example.wrongOfFirst() + ",");
    }

    @Test
    void everyTableOfThePageIsAFileAndEveryPredictionIsThere() throws IOException {
        for (String table : List.of(
                "table-1",
                "table-2",
                "mcnemar",
                "hard-pairs",
                "views",
                "breakdown",
                "two-readers",
                "readers",
                "calibration",
                "abstention-curve",
                "abstention-thresholds",
                "background",
                "robustness",
                "bundles",
                "left-out",
                "confusion-good-1",
                "reliability-bad-1",
                "difference-good-1-bad-1")) {
            assertThat(directory.resolve("numbers").resolve(table + ".csv"))
                    .exists()
                    .isNotEmptyFile();
        }
        assertThat(Files.readAllLines(directory.resolve("predictions.csv"))).hasSize(1 + 2 * example.loops());
        assertThat(Files.readString(directory.resolve("left-out.csv")))
                .contains("1.2.77,fewer than 40 frames")
                .contains("unclassifiable");
    }

    @Test
    void mcNemarsTableCountsEachLoopOnce() throws IOException {
        JsonNode row = new ObjectMapper()
                .readTree(directory.resolve("numbers.json").toFile())
                .at("/tables/mcnemar/rows/0");
        int loops = Stream.of("both_right", "only_first_right", "only_second_right", "both_wrong")
                .mapToInt(cell -> row.get(cell).asInt())
                .sum();
        assertThat(loops).isEqualTo(example.loops());
        assertThat(row.get("p_value").asDouble()).isBetween(0.0, 1e-4);
        assertThat(page()).contains("&lt;0.0001");
    }

    private String page() throws IOException {
        return Files.readString(directory.resolve("report.html"));
    }

    /** The page is XML but for the two signs that HTML writes without an end. */
    private static Document parsed(String markup) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        String xml = markup.replace("<!DOCTYPE html>\n", "").replaceAll("<meta ([^>]*)>", "<meta $1/>");
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }
}
