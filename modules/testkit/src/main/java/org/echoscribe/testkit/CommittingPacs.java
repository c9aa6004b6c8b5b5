package org.echoscribe.testkit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.echoscribe.dicom.network.AssociationInfo;
import org.echoscribe.dicom.network.CommitmentHandler;
import org.echoscribe.dicom.network.CommitmentReporter;
import org.echoscribe.dicom.network.CommitmentRequest;
import org.echoscribe.dicom.network.CommitmentResult;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.dicom.network.FailedReference;
import org.echoscribe.dicom.network.Limits;

/** A PACS that is asked to commit, and reports on an association of its own, as most do; or fails at that as it is told. */
public final class CommittingPacs implements AutoCloseable {
    private final LoopbackPacs pacs;
    private final List<CommitmentRequest> requests = new CopyOnWriteArrayList<>();
    private volatile Function<CommitmentRequest, Optional<CommitmentResult>> behaviour = CommittingPacs::commit;
    private volatile Optional<Destination> node = Optional.empty();

    private CommittingPacs(Path directory) throws IOException {
        this.pacs = LoopbackPacs.start(directory, configuration -> configuration.withCommitmentHandler(new Requests()));
    }

    /** Starts one that commits whatever it is asked for. */
    public static CommittingPacs start(Path directory) throws IOException {
        return new CommittingPacs(directory);
    }

    /** Where it reports to. */
    public void reportTo(Destination address) {
        node = Optional.of(address);
    }

    /** Tells it what to report from now on; nothing for no report. */
    public void behave(Function<CommitmentRequest, Optional<CommitmentResult>> other) {
        behaviour = other;
    }

    /** Everything is committed. */
    public static Optional<CommitmentResult> commit(CommitmentRequest request) {
        return Optional.of(new CommitmentResult(request.transactionUid(), request.references(), List.of()));
    }

    /** Nothing is committed, for this reason. */
    public static Function<CommitmentRequest, Optional<CommitmentResult>> failing(int reason) {
        return request -> Optional.of(new CommitmentResult(
                request.transactionUid(),
                List.of(),
                request.references().stream()
                        .map(reference -> new FailedReference(reference, reason))
                        .toList()));
    }

    /** Nothing is ever reported. */
    public static Optional<CommitmentResult> staySilent(CommitmentRequest request) {
        return Optional.empty();
    }

    /** Reports now, on an association of its own. */
    public void report(CommitmentResult result) throws IOException {
        try (CommitmentReporter reporter =
                CommitmentReporter.connect(node.orElseThrow(), LoopbackPacs.AE_TITLE, Limits.defaults())) {
            if (!reporter.report(result).isSuccess()) {
                throw new IOException("the node did not take a result");
            }
        }
    }

    /** What it was asked for. */
    public List<CommitmentRequest> requests() {
        return new ArrayList<>(requests);
    }

    /** What it keeps. */
    public LoopbackPacs pacs() {
        return pacs;
    }

    /** Where to send to. */
    public Destination destination() {
        return pacs.destination();
    }

    @Override
    public void close() {
        pacs.close();
    }

    private final class Requests implements CommitmentHandler {
        @Override
        public void requested(AssociationInfo association, CommitmentRequest request) {
            requests.add(request);
            behaviour
                    .apply(request)
                    .ifPresent(result -> Thread.ofVirtual().start(() -> {
                        try {
                            report(result);
                        } catch (IOException e) {
                            System.out.println("A report of storage commitment failed: " + e.getMessage());
                        }
                    }));
        }

        @Override
        public void reported(AssociationInfo association, CommitmentResult result) throws IOException {
            throw new IOException("a PACS asks nobody");
        }
    }
}
