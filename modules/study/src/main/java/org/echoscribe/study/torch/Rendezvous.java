package org.echoscribe.study.torch;

import java.nio.file.Path;

/** Where the workers of one training find one another. */
public sealed interface Rendezvous {

    /**
     * A file that does not exist yet, on storage that every worker sees.
     *
     * @param path its name, the same for all
     */
    record File(Path path) implements Rendezvous {
        @Override
        public String toString() {
            return "file:" + path;
        }
    }

    /**
     * A port on which worker 0 listens.
     *
     * @param host as the other workers reach worker 0
     * @param port 1..65535
     */
    record Tcp(String host, int port) implements Rendezvous {
        @Override
        public String toString() {
            return "tcp://" + host + ":" + port;
        }
    }

    /** Reads {@code file:PATH} or {@code tcp://HOST:PORT}. */
    static Rendezvous parse(String text) {
        if (text.startsWith("file:") && text.length() > "file:".length()) {
            return new File(Path.of(text.substring("file:".length()).replaceFirst("^//", "")));
        }
        int colon = text.lastIndexOf(':');
        if (text.startsWith("tcp://") && colon > "tcp://".length()) {
            try {
                int port = Integer.parseInt(text.substring(colon + 1));
                if (port > 0 && port < 65536) {
                    return new Tcp(text.substring("tcp://".length(), colon), port);
                }
            } catch (NumberFormatException _) {
                // falls through to the error that tells both forms
            }
        }
        throw new IllegalArgumentException(
                "\"" + text + "\" is no meeting point: give file:PATH or tcp://HOST:PORT, the same to every worker");
    }
}
