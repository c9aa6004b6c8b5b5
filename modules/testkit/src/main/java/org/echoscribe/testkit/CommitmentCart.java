package org.echoscribe.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.echoscribe.dicom.network.AssociationInfo;
import org.echoscribe.dicom.network.CommitmentHandler;
import org.echoscribe.dicom.network.CommitmentRequest;
import org.echoscribe.dicom.network.CommitmentRequestor;
import org.echoscribe.dicom.network.CommitmentResult;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.dicom.network.DimseRefusedException;
import org.echoscribe.dicom.network.DimseStatus;
import org.echoscribe.dicom.network.Limits;
import org.echoscribe.dicom.network.SopReference;

/** A cart that asks a node to commit what it sent, and listens for the result as carts do. */
public final class CommitmentCart implements AutoCloseable {
    private final LoopbackPacs listener;
    private final int port;
    private final BlockingQueue<CommitmentResult> results = new LinkedBlockingQueue<>();
    private volatile boolean refuses;

    private CommitmentCart(Path directory, int port) throws IOException {
        this.listener = LoopbackPacs.start(
                directory,
                configuration -> configuration
                        .withBindAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                        .withCommitmentHandler(new Inbox()));
        this.port = listener.destination().port();
    }

    /** Starts one that listens at a free port. */
    public static CommitmentCart start(Path directory) throws IOException {
        return new CommitmentCart(directory, 0);
    }

    /** Starts one that listens at this port. */
    public static CommitmentCart start(Path directory, int port) throws IOException {
        return new CommitmentCart(directory, port);
    }

    /** Where a node is to report to. */
    public Destination address() {
        return new Destination(Cart.AE_TITLE, InetAddress.getLoopbackAddress().getHostAddress(), port);
    }

    /** Has it answer results with a failure from now on, or take them again. */
    public void refuse(boolean refuse) {
        refuses = refuse;
    }

    /** Asks a node to commit instances and returns its answer. */
    public static DimseStatus ask(Destination node, String transactionUid, List<SopReference> instances)
            throws IOException {
        try (CommitmentRequestor requestor =
                CommitmentRequestor.connect(node, Cart.AE_TITLE, new CommitmentCart.Nothing(), Limits.defaults())) {
            return requestor.request(new CommitmentRequest(transactionUid, instances));
        }
    }

    /**
     * The next result.
     *
     * @throws AssertionError when none comes in time
     */
    public CommitmentResult awaitResult(Duration atMost) throws InterruptedException {
        CommitmentResult result = results.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
        if (result == null) {
            throw new AssertionError("no storage commitment result came within " + atMost);
        }
        return result;
    }

    /** The next result, where it has come already. */
    public Optional<CommitmentResult> result() {
        return Optional.ofNullable(results.poll());
    }

    @Override
    public void close() {
        listener.close();
    }

    private final class Inbox implements CommitmentHandler {
        @Override
        public void requested(AssociationInfo association, CommitmentRequest request) throws IOException {
            throw new IOException("a cart commits nothing");
        }

        @Override
        public void reported(AssociationInfo association, CommitmentResult result) throws IOException {
            if (refuses) {
                throw new DimseRefusedException(DimseStatus.processingFailure("not now"));
            }
            results.add(result);
        }
    }

    /** On the cart's own association nothing is expected. */
    private static final class Nothing implements CommitmentHandler {
        @Override
        public void requested(AssociationInfo association, CommitmentRequest request) throws IOException {
            throw new IOException("a cart commits nothing");
        }

        @Override
        public void reported(AssociationInfo association, CommitmentResult result) throws IOException {
            throw new IOException("the result was to come on another association");
        }
    }
}
