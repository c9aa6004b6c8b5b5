package org.echoscribe.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.dicom.network.DicomServer;
import org.echoscribe.dicom.network.ObjectSink;
import org.echoscribe.dicom.network.ServerConfiguration;
import org.echoscribe.dicom.network.StoreHandler;
import org.echoscribe.dicom.network.StoreRefusedException;
import org.echoscribe.dicom.network.StoreRequest;
import org.echoscribe.dicom.network.StoreStatus;
import org.echoscribe.dicom.network.TlsSession;
import org.echoscribe.dicom.tls.TlsConfig;

/** A PACS on loopback: keeps what it receives as Part 10 files in a directory, or behaves as badly as it is told to. */
public final class LoopbackPacs implements AutoCloseable {
    /** Its application entity title. */
    public static final String AE_TITLE = "LOOPBACKPACS";

    /** What it does with the objects that come. */
    public sealed interface Behaviour {
        /** Keep them, answer 0000H. */
        record Keep() implements Behaviour {}

        /** Keep them, but answer this status, for example B000H. */
        record KeepAndAnswer(StoreStatus status) implements Behaviour {}

        /** Refuse them with this status before their data set comes. */
        record Refuse(StoreStatus status) implements Behaviour {}

        /** Take them and never answer. */
        record StaySilent() implements Behaviour {}

        /** Abort the association when the data set is complete. */
        record Abort() implements Behaviour {}
    }

    /**
     * An object that it keeps.
     *
     * @param tls what secured its association
     * @param moveOriginatorAeTitle whose C-MOVE made the sender send it
     * @param file a Part 10 file
     */
    public record Received(
            String callingAeTitle,
            String sopClassUid,
            String sopInstanceUid,
            String transferSyntaxUid,
            Optional<String> moveOriginatorAeTitle,
            Optional<TlsSession> tls,
            Path file) {}

    /** Makes the association fail: no store handler survives it. */
    private static final class AbortRequested extends Error {
        private static final long serialVersionUID = 1L;

        AbortRequested() {
            super("this PACS was told to abort", null, false, false);
        }
    }

    private final DicomServer server;
    private final Path directory;
    private final AtomicInteger number = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final List<Received> received = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Behaviour behaviour = new Behaviour.Keep();

    private LoopbackPacs(Path directory, UnaryOperator<ServerConfiguration> adjustment) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.server = new DicomServer(adjustment.apply(ServerConfiguration.of(AE_TITLE, this::open)
                .withBindAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))));
        server.start();
    }

    /** Starts one that keeps its objects in the directory. */
    public static LoopbackPacs start(Path directory) throws IOException {
        return start(directory, UnaryOperator.identity());
    }

    /** Starts one with a configuration of its own; the adjustment must leave the store handler alone. */
    public static LoopbackPacs start(Path directory, UnaryOperator<ServerConfiguration> adjustment) throws IOException {
        return new LoopbackPacs(directory, adjustment);
    }

    /** Where to send to. */
    public Destination destination() {
        return new Destination(AE_TITLE, InetAddress.getLoopbackAddress().getHostAddress(), server.port());
    }

    /** Where to send to over TLS, where its configuration listens so. */
    public Destination destination(TlsConfig client) {
        return new Destination(AE_TITLE, InetAddress.getLoopbackAddress().getHostAddress(), server.tlsPort())
                .withTls(client);
    }

    /** Where objects go that come another way than to its port. */
    public StoreHandler storeHandler() {
        return this::open;
    }

    /** Tells it how to treat the objects that come from now on. */
    public void behave(Behaviour other) {
        behaviour = other;
    }

    /** How many associations it has now. */
    public int openAssociations() {
        return server.openAssociations();
    }

    /** What it keeps, in the order of completion. */
    public List<Received> received() {
        lock.lock();
        try {
            return List.copyOf(received);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until it keeps so many objects.
     *
     * @throws AssertionError when they do not come in time
     */
    public List<Received> awaitReceived(int count, Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lock();
        try {
            while (received.size() < count && left > 0) {
                left = arrived.awaitNanos(left);
            }
            if (received.size() < count) {
                throw new AssertionError(
                        "the PACS received " + received.size() + " objects within " + atMost + ", not " + count);
            }
            return List.copyOf(received);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.close();
    }

    private ObjectSink open(StoreRequest request) throws IOException {
        if (behaviour instanceof Behaviour.Refuse(StoreStatus status)) {
            throw new StoreRefusedException(status);
        }
        return new FileSink(request, directory.resolve("%06d.dcm".formatted(number.incrementAndGet())));
    }

    private final class FileSink implements ObjectSink {
        private final StoreRequest request;
        private final Path file;
        private final FileChannel channel;

        FileSink(StoreRequest request, Path file) throws IOException {
            this.request = request;
            this.file = file;
            this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            write(ByteBuffer.wrap(
                    Part10.header(request.sopClassUid(), request.sopInstanceUid(), request.transferSyntaxUid())));
        }

        @Override
        public void write(ByteBuffer dataSetBytes) throws IOException {
            while (dataSetBytes.hasRemaining()) {
                channel.write(dataSetBytes);
            }
        }

        @Override
        public StoreStatus commit() throws IOException {
            channel.close();
            StoreStatus status = switch (behaviour) {
                case Behaviour.KeepAndAnswer(StoreStatus other) -> other;
                case Behaviour.Abort() -> throw new AbortRequested();
                case Behaviour.StaySilent() -> awaitClose();
                default -> StoreStatus.SUCCESS;
            };
            lock.lock();
            try {
                received.add(new Received(
                        request.association().callingAeTitle(),
                        request.sopClassUid(),
                        request.sopInstanceUid(),
                        request.transferSyntaxUid(),
                        request.moveOriginatorAeTitle(),
                        request.association().tls(),
                        file));
                arrived.signalAll();
            } finally {
                lock.unlock();
            }
            return status;
        }

        @Override
        public void abort() {
            try {
                channel.close();
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        private StoreStatus awaitClose() throws IOException {
            try {
                if (!closed.await(1, TimeUnit.HOURS)) {
                    throw new IOException("a silent PACS was never closed");
                }
                throw new StoreRefusedException(StoreStatus.outOfResources("closing"));
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }
}
