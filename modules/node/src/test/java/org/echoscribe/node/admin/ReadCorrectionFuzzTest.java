package org.echoscribe.node.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.echoscribe.node.admin.ReadCorrection.WrongRequestException;
import org.echoscribe.pipeline.CorrectLabels.Word;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes are a person's word, which means what it says, or are refused with a reason. */
class ReadCorrectionFuzzTest {

    static Stream<byte[]> corrections() {
        return Stream.of(
                        "{\"sopInstanceUid\": \"1.2.3\", \"number\": 1, \"view\": \"A4C_LV\", \"reader\": \"Doe^Jane\", \"organization\": \"Hospital\"}",
                        "{\"organization\":\"\\u00C9\",\"reader\":\"B\",\"view\":\"not-classifiable\",\"number\":2147483647,\"sopInstanceUid\":\"2.25.1\"}",
                        "[1e999]")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("corrections")
    @FuzzTest(maxDuration = "10s")
    void anyBytesAreACorrectionOrAreRefused(byte[] json) throws JsonProcessingException {
        try {
            Word word = ReadCorrection.read(json);
            assertThat(word.sopInstanceUid()).matches("[0-9.]{1,64}");
            assertThat(word.number()).isPositive();
            assertThat(ReadCorrection.read(written(word))).isEqualTo(word);
        } catch (WrongRequestException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    private static byte[] written(Word word) throws JsonProcessingException {
        return new JsonMapper()
                .writeValueAsBytes(Map.of(
                        "sopInstanceUid", word.sopInstanceUid(),
                        "number", word.number(),
                        "view", word.view().map(View::name).orElse("not-classifiable"),
                        "reader", word.reader().name(),
                        "organization", word.reader().organization()));
    }
}
