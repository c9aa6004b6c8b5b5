package org.echoscribe.node.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.echoscribe.pipeline.CorrectLabels.Result;
import org.echoscribe.pipeline.CorrectLabels.Word;
import org.echoscribe.report.Reader;
import org.echoscribe.vocabulary.View;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /corrections}: a person's word on a loop, as JSON. The answer comes when it is durable, and the same number
 * for the same loop is the same correction, so a caller that got no answer asks again. Only {@code application/json} is
 * taken, which a foreign web page cannot send from a browser without being allowed to.
 */
public final class CorrectionsPage implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(CorrectionsPage.class);

    private static final int MOST_BYTES = 64 << 10;
    private static final int LONGEST_NAME = 64;
    private static final String NOT_CLASSIFIABLE = "not-classifiable";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Where corrections go. */
    @FunctionalInterface
    public interface Corrections {
        Result correct(Word word) throws IOException;
    }

    /** What is wrong with a request, in a sentence for its author. */
    private static final class WrongRequestException extends Exception {
        private static final long serialVersionUID = 1L;

        WrongRequestException(String message) {
            super(message);
        }
    }

    private final Corrections corrections;

    public CorrectionsPage(Corrections corrections) {
        this.corrections = corrections;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String type = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
                    .orElse("");
            if (!exchange.getRequestURI().getPath().equals("/corrections")) {
                answer(exchange, 404, Map.of("error", "There is /corrections."));
            } else if (!exchange.getRequestMethod().equals("POST")) {
                exchange.getResponseHeaders().set("Allow", "POST");
                answer(exchange, 405, Map.of("error", "Only POST is answered."));
            } else if (!type.split(";")[0].strip().equalsIgnoreCase("application/json")) {
                answer(exchange, 415, Map.of("error", "Content-Type must be application/json."));
            } else {
                take(exchange);
            }
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body;
        try (InputStream stream = exchange.getRequestBody()) {
            body = stream.readNBytes(MOST_BYTES + 1);
        }
        if (body.length > MOST_BYTES) {
            answer(exchange, 413, Map.of("error", "A correction has at most " + MOST_BYTES + " bytes."));
            return;
        }
        try {
            Word word = word(MAPPER.readTree(body));
            switch (corrections.correct(word)) {
                case Result.Entered(String uid) -> answer(exchange, 201, Map.of("documentUid", uid));
                case Result.Repeated(String uid) -> answer(exchange, 200, Map.of("documentUid", uid));
                case Result.Conflict(String uid) ->
                    answer(
                            exchange,
                            409,
                            Map.of(
                                    "error",
                                    "Another correction has this number for this loop; take the next number.",
                                    "documentUid",
                                    uid));
                case Result.Unknown _ ->
                    answer(exchange, 404, Map.of("error", "No loop with this SOP Instance UID is stored."));
                case Result.Undecided _ ->
                    answer(exchange, 409, Map.of("error", "The loop has not been labelled yet; try again later."));
            }
        } catch (JsonProcessingException e) {
            answer(exchange, 400, Map.of("error", "The body is not JSON."));
        } catch (WrongRequestException e) {
            answer(exchange, 400, Map.of("error", e.getMessage()));
        } catch (IOException | RuntimeException e) {
            LOG.error("A correction could not be taken", e);
            answer(exchange, 503, Map.of("error", "The correction could not be taken; try again later."));
        }
    }

    private static Word word(JsonNode request) throws WrongRequestException {
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
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
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

    private static void answer(HttpExchange exchange, int status, Map<String, String> fields) throws IOException {
        byte[] body = (MAPPER.writeValueAsString(fields) + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
