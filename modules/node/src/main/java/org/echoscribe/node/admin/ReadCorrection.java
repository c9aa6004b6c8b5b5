package org.echoscribe.node.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.echoscribe.pipeline.CorrectLabels.Word;
import org.echoscribe.report.Reader;
import org.echoscribe.vocabulary.View;

/** Reads a person's word on a loop from JSON. */
final class ReadCorrection {

    private static final int LONGEST_NAME = 64;
    private static final String NOT_CLASSIFIABLE = "not-classifiable";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** What is wrong with a request, in a sentence for its author. */
    static final class WrongRequestException extends Exception {
        private static final long serialVersionUID = 1L;

        WrongRequestException(String message) {
            super(message);
        }
    }

    private ReadCorrection() {}

    static Word read(byte[] json) throws WrongRequestException {
        JsonNode request;
        try {
            request = MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new WrongRequestException("The body is not JSON, or names a field twice.");
        } catch (IOException e) {
            throw new WrongRequestException("The body is not text in UTF-8, UTF-16 or UTF-32.");
        }
        String uid = text(request, "sopInstanceUid");
        if (uid.length() > 64 || !uid.matches("[0-9.]+")) {
            throw new WrongRequestException("sopInstanceUid must be the UID of a loop.");
        }
        JsonNode number = request.path("number");
        if (!number.isIntegralNumber() || !number.canConvertToInt() || number.intValue() < 1) {
            throw new WrongRequestException("number must be a whole number from 1.");
        }
        return new Word(
                uid,
                number.intValue(),
                view(text(request, "view")),
                new Reader(name(request, "reader"), name(request, "organization")));
    }

    private static Optional<View> view(String text) throws WrongRequestException {
        if (text.equals(NOT_CLASSIFIABLE)) {
            return Optional.empty();
        }
        Optional<View> view = View.ofClassValue(text)
                .or(() -> Arrays.stream(View.values())
                        .filter(each -> each.name().equals(text))
                        .findFirst());
        if (view.isEmpty()) {
            String known = Arrays.stream(View.values()).map(View::name).collect(Collectors.joining(", "));
            throw new WrongRequestException(
                    "view must be " + NOT_CLASSIFIABLE + " or one of " + known + ", or a class code such as EV-A4CLV.");
        }
        return view;
    }

    private static String name(JsonNode request, String field) throws WrongRequestException {
        String name = text(request, field).strip();
        boolean text = StandardCharsets.UTF_8.newEncoder().canEncode(name)
                && name.chars().noneMatch(Character::isISOControl);
        if (name.isEmpty() || name.length() > LONGEST_NAME || !text) {
            throw new WrongRequestException(field + " must have 1 to " + LONGEST_NAME + " characters.");
        }
        return name;
    }

    private static String text(JsonNode request, String field) throws WrongRequestException {
        if (!request.path(field).isTextual()) {
            throw new WrongRequestException(
                    field
                            + " is missing. A correction has sopInstanceUid, number, view, reader (such as Doe^Jane) and organization.");
        }
        return request.path(field).textValue();
    }
}
