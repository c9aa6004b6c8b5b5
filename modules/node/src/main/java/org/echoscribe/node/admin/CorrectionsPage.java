package org.echoscribe.node.admin;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.echoscribe.node.admin.ReadCorrection.WrongRequestException;
import org.echoscribe.pipeline.CorrectLabels.Result;
import org.echoscribe.pipeline.CorrectLabels.Word;
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

    /** Less than the server's own bound, after which the connection ends without an answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final JsonMapper MAPPER = new JsonMapper();

    /** Where corrections go. */
    @FunctionalInterface
    public interface Corrections {
        Result correct(Word word) throws IOException;
    }

    private final Corrections corrections;
    private final Duration patience;

    public CorrectionsPage(Corrections corrections) {
        this(corrections, PATIENCE);
    }

    /** @param patience how long a request's body may take */
    CorrectionsPage(Corrections corrections, Duration patience) {
        this.corrections = corrections;
        this.patience = patience;
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
        RequestBody body = new RequestBody(exchange, patience);
        try {
            byte[] json = body.read(MOST_BYTES + 1);
            if (json.length > MOST_BYTES) {
                answer(exchange, 413, Map.of("error", "A correction has at most " + MOST_BYTES + " bytes."));
                body.discard();
            } else {
                take(exchange, json);
            }
        } catch (TimeoutException e) {
            answer(exchange, 408, Map.of("error", "The body did not come within " + patience.toMillis() + " ms."));
        }
    }

    private void take(HttpExchange exchange, byte[] json) throws IOException {
        try {
            Word word = ReadCorrection.read(json);
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
        } catch (WrongRequestException e) {
            answer(exchange, 400, Map.of("error", e.getMessage()));
        } catch (IOException | RuntimeException e) {
            LOG.error("A correction could not be taken", e);
            answer(exchange, 503, Map.of("error", "The correction could not be taken; try again later."));
        }
    }

    private static void answer(HttpExchange exchange, int status, Map<String, String> fields) throws IOException {
        new Answer(status, "application/json", MAPPER.writeValueAsString(fields) + "\n").to(exchange);
    }
}
