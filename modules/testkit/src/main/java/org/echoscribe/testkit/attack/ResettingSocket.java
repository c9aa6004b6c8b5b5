package org.echoscribe.testkit.attack;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;

/** A socket that resets its connection once so many bytes have been written to it, whoever writes them. */
final class ResettingSocket extends Socket {

    private final long end;
    private long sent;
    private boolean reset;

    ResettingSocket(String host, int port, long end) throws IOException {
        super(host, port);
        this.end = end;
        setTcpNoDelay(true);
    }

    /** How many bytes have been sent. */
    long sent() {
        return sent;
    }

    /** Whether it has come to its end. */
    boolean isReset() {
        return reset;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new FilterOutputStream(super.getOutputStream()) {
            @Override
            public void write(int value) throws IOException {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                int allowed = (int) Math.min(length, end - sent);
                out.write(bytes, offset, allowed);
                sent += allowed;
                if (allowed < length) {
                    reset = true;
                    setSoLinger(true, 0);
                    ResettingSocket.this.close();
                    throw new IOException("reset behind byte " + end);
                }
            }
        };
    }
}
