package org.echoscribe.node.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdminServerTest {

    private final AtomicBoolean journalWorks = new AtomicBoolean(true);
    private final HttpClient client = HttpClient.newHttpClient();
    private AdminServer server;

    @BeforeEach
    void start() throws Exception {
        server = AdminServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                () -> new Readiness(List.of(new Readiness.Part("journal", journalWorks.get(), "data/journal.db"))),
                () -> "loops_total 3\n",
                () -> "{\"serving\": {}}\n");
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    @Test
    void saysThatItIsAlive() throws Exception {
        assertThat(get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void isReadyOnlyWhileEveryPartWorks() throws Exception {
        assertThat(get("/ready").statusCode()).isEqualTo(200);
        journalWorks.set(false);
        HttpResponse<String> answer = get("/ready");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("failing journal");
    }

    @Test
    void showsWhatItCounts() throws Exception {
        assertThat(get("/metrics").body()).isEqualTo("loops_total 3\n");
    }

    @Test
    void tellsWhichModelsItHasInJson() throws Exception {
        HttpResponse<String> answer = get("/model");
        assertThat(answer.body()).isEqualTo("{\"serving\": {}}\n");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json; charset=utf-8");
    }

    @Test
    void answersNothingElse() throws Exception {
        assertThat(get("/metrics/more").statusCode()).isEqualTo(404);
        assertThat(get("/").statusCode()).isEqualTo(404);
        HttpRequest post = HttpRequest.newBuilder(uri("/ready"))
                .POST(HttpRequest.BodyPublishers.ofString("x"))
                .build();
        assertThat(client.send(post, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(405);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://" + server.authority() + path);
    }
}
