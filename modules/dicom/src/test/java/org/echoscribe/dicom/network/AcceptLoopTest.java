package org.echoscribe.dicom.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcceptLoopTest {

    @Test
    void failuresToAcceptDoNotEndItAndClosingTheListenerDoes() {
        ServerContext context = ServerContext.of(ServerConfiguration.of("NODE", _ -> {
            throw new IOException("no object is expected");
        }));
        Deque<Throwable> failures = new ArrayDeque<>(List.of(
                new IOException("Too many open files"),
                new OutOfMemoryError("unable to create native thread"),
                new ClosedChannelException()));
        AcceptLoop loop = new AcceptLoop(
                () -> {
                    Throwable failure = failures.removeFirst();
                    switch (failure) {
                        case IOException e -> throw e;
                        case OutOfMemoryError e -> throw e;
                        default -> throw new AssertionError(failure);
                    }
                },
                TcpConnection::of,
                context);
        loop.run();
        assertThat(failures).isEmpty();
    }
}
