package org.echoscribe.node.admin;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The admin port: {@code /health} says that the process answers, {@code /ready} whether it can do its work,
 * {@code /metrics} what it counts, in Prometheus' text format, and {@code /model} which models it has, in JSON. Only GET is
 * answered there, and nothing can be changed. A client that is silent or dribbles is hung up on, so that no number of them
 * takes the descriptors that associations need.
 */
public final class AdminServer implements AutoCloseable {

    private static final int MOST_CONNECTIONS = 100;
    private static final int REQUEST_SECONDS = 10;
    private static final int RESPONSE_SECONDS = 60;

    static {
        // The JDK's server has its bounds from system properties alone, once for a process, and none unless they are
        // set.
        bound("jdk.httpserver.maxConnections", MOST_CONNECTIONS);
        bound("sun.net.httpserver.maxReqTime", REQUEST_SECONDS);
        bound("sun.net.httpserver.maxRspTime", RESPONSE_SECONDS);
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private AdminServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Starts to answer.
     *
     * @param address where; port 0 takes any free one
     * @param readiness asked at each {@code /ready}
     * @param metrics asked at each {@code /metrics}
     * @param models asked at each {@code /model}
     * @throws IOException when the address cannot be bound
     */
    public static AdminServer start(
            InetSocketAddress address, Supplier<Readiness> readiness, Supplier<String> metrics, Supplier<String> models)
            throws IOException {
        return start(address, readiness, metrics, models, Map.of());
    }

    /**
     * Starts to answer.
     *
     * @param pages what is answered besides, by path
     */
    public static AdminServer start(
            InetSocketAddress address,
            Supplier<Readiness> readiness,
            Supplier<String> metrics,
            Supplier<String> models,
            Map<String, HttpHandler> pages)
            throws IOException {
        AdminServer admin = new AdminServer(HttpServer.create(address, 16));
        admin.answer("/health", () -> new Answer(200, "text/plain", "ok\n"));
        admin.answer("/ready", () -> {
            Readiness now = readiness.get();
            return new Answer(now.ready() ? 200 : 503, "text/plain", now.describe());
        });
        admin.answer("/metrics", () -> new Answer(200, "text/plain; version=0.0.4", metrics.get()));
        admin.answer("/model", () -> new Answer(200, "application/json", models.get()));
        pages.forEach(admin.server::createContext);
        admin.server.setExecutor(admin.threads);
        admin.server.start();
        return admin;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    /** The host and port as they stand in a URL. */
    public String authority() {
        InetAddress address = address().getAddress();
        String host = address.isAnyLocalAddress() ? "localhost" : address.getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private static void bound(String property, int value) {
        System.getProperties().putIfAbsent(property, Integer.toString(value));
    }

    private void answer(String path, Supplier<Answer> supplier) {
        server.createContext(path, exchange -> {
            try (exchange) {
                boolean known = exchange.getRequestURI().getPath().equals(path);
                if (!known) {
                    new Answer(404, "text/plain", "There are /health, /ready, /metrics and /model.\n").to(exchange);
                } else if (!exchange.getRequestMethod().equals("GET")) {
                    exchange.getResponseHeaders().set("Allow", "GET");
                    new Answer(405, "text/plain", "Only GET is answered.\n").to(exchange);
                } else {
                    supplier.get().to(exchange);
                }
            }
        });
    }
}
