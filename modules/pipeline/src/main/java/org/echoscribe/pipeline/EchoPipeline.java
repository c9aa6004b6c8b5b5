package org.echoscribe.pipeline;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import org.echoscribe.dicom.network.DicomServer;
import org.echoscribe.journal.DataDirectory;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.Priority;
import org.echoscribe.journal.ReceivedLoop;
import org.echoscribe.journal.Spool;
import org.echoscribe.journal.Step;
import org.echoscribe.journal.WorkQueue;
import org.echoscribe.journal.Worker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running node: receive, store, queue | decode, flow, infer, report, deliver. This is the one place where the steps
 * are put in order.
 *
 * <pre>
 * association's thread   {@link ReceiveLoop}      bytes, name and journal row are durable, then the response leaves
 * LABEL queue            {@link LabelLoop}        {@link AnalyseLoop} (decode, flow, infer), {@link LoopReports} (report),
 *                                                after {@link TakeStatements} (labels of others) and {@link CompareContent}
 * SUMMARISE queue        {@link SummariseStudy}   once a study is quiet and all its loops are decided
 * queues of peers        {@link PeerQueues}       deliver, forward, and storage commitment in both roles
 * </pre>
 *
 * <p>Back-pressure is the queue itself: it is on disk, so however much is received, only {@code workers} loops are in
 * memory, and the disk's own limit answers A700H.
 */
public final class EchoPipeline implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EchoPipeline.class);

    /** The name of this node's leases; one node works on an embedded journal, so it needs no other. */
    private static final String LEASE_NAME = "node";

    private final Deque<AutoCloseable> open;
    private final PipelineMetrics metrics = new PipelineMetrics();
    private final PipelineOptions options;
    private final Journal journal;
    private final DicomServer server;
    private final CorrectLabels corrections;
    private final WorkQueue label;
    private final WorkQueue summarise;
    private final PeerQueues peers;
    private final CertificateWatch certificates;
    private final NetworksInService networks;
    private final ShadowScoring shadow;

    private EchoPipeline(
            PipelineOptions options, TrainedNetwork network, PipelineListener listener, Deque<AutoCloseable> open)
            throws IOException {
        this.open = open;
        this.options = options;
        this.certificates = CertificateWatch.of(options);
        DataDirectory data = closeLater(DataDirectory.claim(options.dataDirectory()));
        this.journal = closeLater(Journal.open(options.dataDirectory()));
        Spool spool = Spool.open(data, options.minimumFreeBytes());
        journal.takeOver(LEASE_NAME, options.retryDelays(), Instant.now());
        Set<String> destinations = options.destinations().keySet();
        Addressees addressees = Addressees.of(options);
        ApplyDestinations.to(journal, options, addressees);

        this.networks = new NetworksInService(served(network));
        metrics.model("serving", Optional.of(network.identity()));
        this.shadow = closeLater(new ShadowScoring(journal, spool, options.screenMasks(), metrics));
        Alerts alerts = new Alerts(metrics);
        LoopReports reports = new LoopReports(
                journal,
                options.reports(),
                addressees,
                new GatherResult(journal, spool, networks),
                new DrawSheets(journal, spool, options.screenMasks()),
                alerts);
        this.corrections = new CorrectLabels(journal, reports, this::corrected);
        EndStudies endStudies = new EndStudies(journal, this::studyEnded);
        this.peers = new PeerQueues(
                options,
                journal,
                spool,
                Optional.of(endStudies).filter(_ -> options.services().commitmentEndsStudy()),
                metrics,
                listener,
                this::queue);
        this.summarise = queue(
                Step.SUMMARISE,
                1,
                new SummariseStudy(
                        journal,
                        reports,
                        options.studyQuietTime(),
                        options.reports().partialSummaryInterval(),
                        this::sendersConnected,
                        listener,
                        peers::deliverAll));
        this.label = queue(
                Step.LABEL,
                options.workers(),
                beforeLabel(
                        spool,
                        alerts,
                        shadow.before(new LabelLoop(
                                journal,
                                spool,
                                networks,
                                options.attempts(),
                                reports::ofLoop,
                                metrics,
                                listener,
                                this::afterLabel))));
        this.server = new DicomServer(OfferedServices.of(
                options,
                new ReceiveLoop(
                        spool,
                        journal,
                        new RecordObject(
                                journal,
                                new ReceptionPriority(options.aeTitle(), options.knownAes())::of,
                                new ForwardingRule(options.aeTitle(), options.destinations(), journal.reports()::isOurs)
                                        ::of,
                                peers::forward),
                        new DecideByClass(metrics, listener, this::decided),
                        metrics,
                        listener),
                peers.commitmentMessages(),
                new TakeProcedureSteps(journal, endStudies)));
        metrics.watch(certificates);
        metrics.watch(journal, destinations, spool);
        metrics.watchShadow(shadow::waiting);
    }

    /** What is read of an object before it is labelled. */
    private Worker beforeLabel(Spool spool, Alerts alerts, Worker label) {
        Worker compared = new CompareContent(journal, spool, alerts, label);
        return new TakeStatements(journal, spool, options.reports().zone(), alerts, compared);
    }

    /** Starts a node; it has taken up what an earlier run left unfinished and accepts associations when this returns. */
    public static EchoPipeline start(PipelineOptions options, TrainedNetwork network) throws IOException {
        return start(options, network, PipelineListener.NONE);
    }

    /** Starts a node that tells a listener what happens. */
    public static EchoPipeline start(PipelineOptions options, TrainedNetwork network, PipelineListener listener)
            throws IOException {
        Deque<AutoCloseable> open = new ArrayDeque<>();
        try {
            EchoPipeline pipeline = new EchoPipeline(options, network, listener, open);
            pipeline.start();
            return pipeline;
        } catch (IOException | RuntimeException e) {
            closeAll(open);
            throw e;
        }
    }

    private void start() throws IOException {
        peers.start();
        summarise.start();
        label.start();
        closeLater(Sweep.start(journal, certificates));
        closeLater(FollowClock.start(journal));
        closeLater(server);
        server.start();
    }

    /** The port on which it listens in plain. */
    public int port() {
        return server.port();
    }

    /** The port on which it listens for TLS. */
    public int tlsPort() {
        return server.tlsPort();
    }

    /** How many associations are open. */
    public int openAssociations() {
        return server.openAssociations();
    }

    /** What was received, decided and delivered, and the dead letters. */
    public Journal journal() {
        return journal;
    }

    /** Where a person's word on a loop is taken. */
    public CorrectLabels corrections() {
        return corrections;
    }

    /** Counters, timers and gauges in Prometheus' text format. */
    public String metrics() {
        return metrics.scrape();
    }

    /**
     * Lets another network serve: loops that begin from now on get it, those that have begun finish with theirs, and what
     * has been labelled stays as it is.
     *
     * @param onceUnused run once when the last loop of the network that is replaced has ended, unless the node stops before
     */
    public void replaceNetwork(TrainedNetwork next, Runnable onceUnused) {
        networks.replace(served(next), onceUnused);
        metrics.model("serving", Optional.of(next.identity()));
    }

    /**
     * Lets a second network score silently what the serving one labels, and ends the one that does so now.
     *
     * @param since loops that were labelled before this moment are not scored
     * @param mostWaiting so many loops may wait for it; the oldest of more are given up
     * @param onceUnused run once when it shadows no more
     */
    public void shadow(TrainedNetwork network, Instant since, int mostWaiting, Runnable onceUnused) {
        shadow.begin(network, since, mostWaiting, onceUnused);
        metrics.model("shadow", Optional.of(network.identity()));
    }

    /** Ends the shadow network, where there is one. */
    public void endShadow() {
        shadow.end();
        metrics.model("shadow", Optional.empty());
    }

    private ServedNetwork served(TrainedNetwork network) {
        ServedNetwork served = ServedNetwork.of(network, options.reports(), options.screenMasks());
        journal.models().remember(served.identity(), served.rules());
        return served;
    }

    /** Stops accepting, ends what has begun and leaves the rest to the next start. */
    @Override
    public void close() {
        closeAll(open);
    }

    private static void closeAll(Deque<AutoCloseable> open) {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                log.atError().setCause(e).log("The node did not stop cleanly");
            }
        }
    }

    private void afterLabel(ReceivedLoop loop) {
        peers.deliverAll();
        decided(loop.loop().studyInstanceUid());
    }

    /** One more object of a study is decided. */
    private void decided(String study) {
        journal.studies().find(study).ifPresent(found -> {
            Instant quiet = found.lastReceivedAt().plus(options.studyQuietTime());
            Instant at = journal.studyEnds().isSignalled(study) ? Instant.now() : quiet;
            Duration interval = options.reports().partialSummaryInterval();
            Instant partial = Instant.now().plus(interval);
            summarise.give(study, !interval.isZero() && partial.isBefore(at) ? partial : at, Priority.LIVE);
        });
    }

    private void corrected(String studyInstanceUid) {
        peers.deliverAll();
        studyEnded(studyInstanceUid);
    }

    private void studyEnded(String studyInstanceUid) {
        summarise.give(studyInstanceUid, Instant.now(), Priority.LIVE);
    }

    /** When the node's TLS certificate ends; empty where it shows none. */
    public Optional<Instant> certificateValidUntil() {
        return certificates.validUntil();
    }

    private boolean sendersConnected() {
        return server.openAssociations() > 0;
    }

    private WorkQueue queue(Step step, int workers, Worker worker) {
        return closeLater(journal.queue(LEASE_NAME, step, workers, options.retryDelays(), worker));
    }

    private <T extends AutoCloseable> T closeLater(T resource) {
        open.push(resource);
        return resource;
    }
}
