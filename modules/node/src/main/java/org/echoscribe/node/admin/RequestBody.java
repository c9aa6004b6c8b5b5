package org.echoscribe.node.admin;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A request's body, bounded in size and time. It is read on a thread of its own, which may outlive the answer until the
 * server's own bound ends the connection: only so can a client that dribbles still be told why it is refused.
 */
final class RequestBody {

    private final InputStream stream;
    private final Duration patience;

    RequestBody(HttpExchange exchange, Duration patience) {
        this.stream = exchange.getRequestBody();
        this.patience = patience;
    }

    /**
     * Its beginning.
     *
     * @param mostBytes no more than these are read
     * @throws TimeoutException when neither these nor its end came in time
     */
    byte[] read(int mostBytes) throws IOException, TimeoutException {
        return inTime(() -> stream.readNBytes(mostBytes));
    }

    /** Takes what is still on its way, for as long as that may take: a client that is hung up on may miss its answer. */
    void discard() throws IOException {
        try {
            long _ = inTime(() -> stream.transferTo(OutputStream.nullOutputStream()));
        } catch (TimeoutException endless) {
            // It has had its answer, and time to read it.
        }
    }

    private <T> T inTime(Callable<T> reading) throws IOException, TimeoutException {
        FutureTask<T> task = new FutureTask<>(reading);
        Thread _ = Thread.ofVirtual().start(task);
        try {
            return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException("The request broke off", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while a request was read", e);
        }
    }
}
