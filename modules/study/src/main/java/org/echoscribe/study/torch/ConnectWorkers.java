package org.echoscribe.study.torch;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.bytedeco.javacpp.chrono.Milliseconds;
import org.bytedeco.pytorch.Backend;
import org.bytedeco.pytorch.FileStore;
import org.bytedeco.pytorch.ProcessGroupGloo;
import org.bytedeco.pytorch.Store;
import org.bytedeco.pytorch.TCPStore;
import org.bytedeco.pytorch.TCPStoreOptions;
import org.bytedeco.pytorch.nccl.ProcessGroupNCCL;

/** Brings the workers of one training together. */
final class ConnectWorkers {

    private static final String LOOPBACK = "127.0.0.1";

    private ConnectWorkers() {}

    static Backend connect(Rendezvous rendezvous, int rank, int size, Duration patience) {
        try {
            Store store = store(rendezvous, rank, size, patience);
            Backend backend = TorchDevice.isCuda()
                    ? new ProcessGroupNCCL(store, rank, size)
                    : gloo(store, rendezvous, rank, size, patience);
            // They outlive every scope.
            store.retainReference();
            backend.retainReference();
            return backend;
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "Worker " + rank + " of " + size + " did not meet the others at " + rendezvous + " within "
                            + patience.toSeconds() + " s: start every worker with the same --world-size and"
                            + " --rendezvous, and each with its own --rank from 0 (" + e.getMessage() + ")",
                    e);
        }
    }

    private static Store store(Rendezvous rendezvous, int rank, int size, Duration patience) {
        Store store = switch (rendezvous) {
            case Rendezvous.File file ->
                new FileStore(file.path().toAbsolutePath().toString(), size);
            case Rendezvous.Tcp tcp -> {
                TCPStoreOptions options = new TCPStoreOptions();
                options.port((short) tcp.port())
                        .isServer(rank == 0)
                        .waitWorkers(false)
                        .timeout(new Milliseconds(patience.toMillis()));
                yield new TCPStore(tcp.host(), options);
            }
        };
        store.setTimeout(new Milliseconds(patience.toMillis()));
        return store;
    }

    private static Backend gloo(Store store, Rendezvous rendezvous, int rank, int size, Duration patience) {
        ProcessGroupGloo.Options options = ProcessGroupGloo.Options.create(new Milliseconds(patience.toMillis()));
        options.devices().push_back(ProcessGroupGloo.createDeviceForHostname(ownAddress(rendezvous)));
        return new ProcessGroupGloo(store, rank, size, options);
    }

    /** The address by which this machine reaches the meeting point is the one by which the others reach it. */
    private static String ownAddress(Rendezvous rendezvous) {
        if (!(rendezvous instanceof Rendezvous.Tcp tcp)) {
            return LOOPBACK;
        }
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(tcp.host(), tcp.port()));
            return socket.getLocalAddress().getHostAddress();
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("This machine has no way to " + tcp.host() + ": " + e.getMessage(), e);
        }
    }
}
