package org.echoscribe.node.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.echoscribe.pipeline.CorrectLabels.Result;
import org.echoscribe.pipeline.CorrectLabels.Word;
import org.echoscribe.report.Reader;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrectionsPageTest {

    private static final String CORRECTION = """
            {"sopInstanceUid": "1.2.3", "number": 1, "view": "A4C_LV", "reader": "Doe^Jane", "organization": "Hospital"}""";

    private final List<Word> taken = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private Result answer = new Result.Entered("2.25.1");
    private boolean broken;
    private AdminServer server;

    @BeforeEach
    void start() throws Exception {
        start(Duration.ofSeconds(5));
    }

    private void start(Duration patience) throws IOException {
        server = AdminServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                () -> new Readiness(List.of()),
                () -> "",
                () -> "{}",
                Map.of("/corrections", new CorrectionsPage(this::take, patience)));
    }

    private Result take(Word word) throws IOException {
        if (broken) {
            throw new IOException("the disk is gone");
        }
        taken.add(word);
        return answer;
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    @Test
    void aCorrectionIsTakenAndAnsweredWithItsDocument() throws Exception {
        HttpResponse<String> response = post(CORRECTION);
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.body()).contains("\"documentUid\":\"2.25.1\"");
        assertThat(taken)
                .containsExactly(new Word("1.2.3", 1, Optional.of(View.A4C_LV), new Reader("Doe^Jane", "Hospital")));
    }

    @Test
    void classCodesAndLoopsWithoutAViewAreTakenToo() throws Exception {
        post(CORRECTION.replace("A4C_LV", "EV-SUBC"));
        post(CORRECTION.replace("A4C_LV", "not-classifiable"));
        assertThat(taken).extracting(Word::view).containsExactly(Optional.of(View.SUBCOSTAL), Optional.empty());
    }

    @Test
    void eachResultHasItsStatus() throws Exception {
        answer = new Result.Repeated("2.25.1");
        assertThat(post(CORRECTION).statusCode()).isEqualTo(200);
        answer = new Result.Conflict("2.25.1");
        assertThat(post(CORRECTION).statusCode()).isEqualTo(409);
        answer = new Result.Undecided();
        assertThat(post(CORRECTION).statusCode()).isEqualTo(409);
        answer = new Result.Unknown();
        assertThat(post(CORRECTION).statusCode()).isEqualTo(404);
        broken = true;
        assertThat(post(CORRECTION).statusCode()).isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{\"sopInstanceUid\": \"1.2.3\"}",
                "{\"sopInstanceUid\": \"../../x\", \"number\": 1, \"view\": \"APEX\", \"reader\": \"A\", \"organization\": \"B\"}",
                "{\"sopInstanceUid\": \"1.2.3\", \"number\": 1, \"number\": 2, \"view\": \"APEX\", \"reader\": \"A\", \"organization\": \"B\"}",
                "{\"sopInstanceUid\": \"1.2.3\", \"number\": 1, \"view\": \"APEX\", \"reader\": \"A\\uD800\", \"organization\": \"B\"}",
                "{\"sopInstanceUid\": \"1.2.3\", \"number\": 0, \"view\": \"APEX\", \"reader\": \"A\", \"organization\": \"B\"}",
                "{\"sopInstanceUid\": \"1.2.3\", \"number\": 1.5, \"view\": \"APEX\", \"reader\": \"A\", \"organization\": \"B\"}",
                "{\"sopInstanceUid\": \"1.2.3\", \"number\": 1, \"view\": \"HEAD\", \"reader\": \"A\", \"organization\": \"B\"}",
                "{\"sopInstanceUid\": \"1.2.3\", \"number\": 1, \"view\": \"APEX\", \"reader\": \"\", \"organization\": \"B\"}",
                "{\"sopInstanceUid\": \"1.2.3\", \"number\": 1, \"view\": \"APEX\", \"reader\": \"A\\u0000\", \"organization\": \"B\"}",
                "{\"sopInstanceUid\": \"1.2.3\", \"number\": 1, \"view\": \"APEX\", \"reader\": \"A\", \"organization\": \"B\"} x"
            })
    void whatIsNoCorrectionIsRefusedWithAReason(String body) throws Exception {
        HttpResponse<String> response = post(body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"error\"");
        assertThat(taken).isEmpty();
    }

    @Test
    void aBodyThatNeverEndsIsCut() throws Exception {
        assertThat(post("{\"reader\": \"" + "x".repeat(70_000) + "\"}").statusCode())
                .isEqualTo(413);
    }

    /** Whoever is hung up on while sending may not see why. */
    @Test
    void aBodyOfManyMebibytesIsTakenOffTheWireAndToldThatItIsTooLong() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/corrections"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[20 << 20]))
                .build();
        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(413);
    }

    @Test
    void aBodyThatStopsHalfwayIsToldSo() throws Exception {
        server.close();
        start(Duration.ofMillis(200));
        try (Socket slow =
                new Socket(server.address().getAddress(), server.address().getPort())) {
            String head = "POST /corrections HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
            slow.getOutputStream().write((head + "Content-Length: 100\r\n\r\n{").getBytes(StandardCharsets.US_ASCII));
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(slow.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(reader.readLine()).contains("408");
        }
        assertThat(post(CORRECTION).statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW"})
    void everyOtherMethodIsAnsweredWithTheOneThatIsAllowed(String method) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/corrections"))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(CORRECTION))
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("POST");
        assertThat(taken).isEmpty();
    }

    @Test
    void onlyJsonIsTakenAndOnlyByPost() throws Exception {
        HttpRequest form = HttpRequest.newBuilder(uri("/corrections"))
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(CORRECTION))
                .build();
        assertThat(client.send(form, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(415);
        HttpRequest get = HttpRequest.newBuilder(uri("/corrections")).build();
        assertThat(client.send(get, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(405);
        assertThat(taken).isEmpty();
    }

    private HttpResponse<String> post(String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/corrections"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://" + server.authority() + path);
    }
}
