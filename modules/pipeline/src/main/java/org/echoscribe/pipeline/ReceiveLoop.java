package org.echoscribe.pipeline;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Optional;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.DicomFormatException;
import org.echoscribe.dicom.dataset.ReadLimits;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.network.ObjectSink;
import org.echoscribe.dicom.network.StoreHandler;
import org.echoscribe.dicom.network.StoreRefusedException;
import org.echoscribe.dicom.network.StoreRequest;
import org.echoscribe.dicom.network.StoreStatus;
import org.echoscribe.journal.IncomingObject;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.JournalException;
import org.echoscribe.journal.ReceivedLoop;
import org.echoscribe.journal.Reception;
import org.echoscribe.journal.Spool;
import org.echoscribe.journal.StoredObject;
import org.echoscribe.vocabulary.Loop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receive, store, queue: what happens before a C-STORE is answered. Success leaves only when the object's bytes, its
 * name in the spool and its row in the journal have been synced; a repeated object is acknowledged at once, because all
 * that already holds for it. Whatever prevents that is our own want of resources (A700H), so that the sender tries again.
 */
final class ReceiveLoop implements StoreHandler {

    private static final Logger log = LoggerFactory.getLogger(ReceiveLoop.class);

    /** The four UIDs that reports need all come before this. */
    static final int AFTER_SERIES_INSTANCE_UID = Tag.SeriesInstanceUID + 1;

    private final Spool spool;
    private final Journal journal;
    private final RecordObject recordObject;
    private final DecideByClass decideByClass;
    private final PipelineMetrics metrics;
    private final PipelineListener listener;

    /** @param decideByClass told of the objects that need no turn */
    ReceiveLoop(
            Spool spool,
            Journal journal,
            RecordObject recordObject,
            DecideByClass decideByClass,
            PipelineMetrics metrics,
            PipelineListener listener) {
        this.spool = spool;
        this.journal = journal;
        this.recordObject = recordObject;
        this.decideByClass = decideByClass;
        this.metrics = metrics;
        this.listener = listener;
    }

    @Override
    public ObjectSink open(StoreRequest request) throws IOException {
        try {
            return new Receiving(request, spool.begin(FileHead.of(request)));
        } catch (IOException e) {
            throw refused(request, e);
        }
    }

    private StoreRefusedException refused(StoreRequest request, Exception cause) {
        log.atError()
                .addKeyValue("step", "receive")
                .addKeyValue("sopInstanceUid", request.sopInstanceUid())
                .addKeyValue("callingAeTitle", request.association().callingAeTitle())
                .log("An object could not be stored and was answered A700H: {}", cause.getMessage());
        log.atDebug().setCause(cause).log("Why the object could not be stored");
        metrics.refused();
        return new StoreRefusedException(
                StoreStatus.outOfResources("The node cannot store now, send again later"), cause);
    }

    /** One object on its way from the association to the spool. */
    private final class Receiving implements ObjectSink {

        private final StoreRequest request;
        private final IncomingObject incoming;
        private final long startNanos = System.nanoTime();

        Receiving(StoreRequest request, IncomingObject incoming) {
            this.request = request;
            this.incoming = incoming;
        }

        @Override
        public void write(ByteBuffer dataSetBytes) throws IOException {
            try {
                incoming.write(dataSetBytes);
            } catch (IOException e) {
                throw refused(request, e);
            }
        }

        @Override
        public StoreStatus commit() throws IOException {
            try (incoming) {
                Attributes header = header();
                String sopInstanceUid = header.string(Tag.SOPInstanceUID).orElse(request.sopInstanceUid());
                if (!sopInstanceUid.equals(request.sopInstanceUid())) {
                    return StoreStatus.dataSetDoesNotMatchSopClass("SOP Instance UIDs of command and data set differ");
                }
                StoreStatus status = store(header);
                return status.isSuccess() ? doubted(header, status) : status;
            } catch (IOException | JournalException e) {
                throw refused(request, e);
            }
        }

        /** The object is safe either way; its sender learns that it says two things about its class. */
        private StoreStatus doubted(Attributes header, StoreStatus stored) {
            String sopClassUid = header.string(Tag.SOPClassUID).orElse(request.sopClassUid());
            return sopClassUid.equals(request.sopClassUid())
                    ? stored
                    : StoreStatus.storedThoughSopClassDiffers("SOP Class UIDs of command and data set differ");
        }

        private Attributes header() throws IOException {
            try {
                return DataSetReader.readHeader(incoming.file(), AFTER_SERIES_INSTANCE_UID, ReadLimits.HEADER)
                        .dataSet();
            } catch (DicomFormatException | RuntimeException e) {
                // Whatever a sender's header does to its reader, the object itself is kept.
                log.atWarn()
                        .addKeyValue("step", "receive")
                        .addKeyValue("sopInstanceUid", request.sopInstanceUid())
                        .log("The object's header is not readable: {}", e.toString());
                return new Attributes();
            }
        }

        private StoreStatus store(Attributes header) throws IOException {
            Loop loop = new Loop(
                    request.sopInstanceUid(),
                    request.sopClassUid(),
                    header.string(Tag.StudyInstanceUID).orElse(""),
                    header.string(Tag.SeriesInstanceUID).orElse(""),
                    request.transferSyntaxUid(),
                    incoming.contentSha256());
            if (isStored(loop)) {
                done(loop, "repeated");
                return StoreStatus.SUCCESS;
            }
            StoredObject stored = incoming.store();
            RecordObject.Recorded recorded = recordObject.record(request, header, loop, stored);
            switch (recorded.reception()) {
                case Reception.New _ -> done(loop, "new");
                case Reception.Repeated _ -> done(loop, "repeated");
                case Reception.UidUsedBefore _ -> {
                    // Whether its pixels are others, too, is seen when it is labelled; then it is an alert.
                    log.atInfo()
                            .addKeyValue("sopInstanceUid", loop.sopInstanceUid())
                            .addKeyValue("contentSha256", loop.contentSha256())
                            .log("A SOP Instance UID came again with other bytes; both objects are kept");
                    done(loop, "uid used before");
                }
            }
            metrics.received(stored.contentBytes(), AnalyseLoop.since(startNanos));
            listener.received(loop);
            recorded.decided().ifPresent(outcome -> decideByClass.decided(loop, outcome));
            return StoreStatus.SUCCESS;
        }

        private boolean isStored(Loop loop) {
            Optional<ReceivedLoop> known = journal.loops().find(loop.sopInstanceUid(), loop.contentSha256());
            return known.isPresent()
                    && Files.exists(spool.file(known.get().object().spoolPath()));
        }

        private void done(Loop loop, String reception) {
            log.atInfo()
                    .addKeyValue("step", "receive")
                    .addKeyValue("sopInstanceUid", loop.sopInstanceUid())
                    .addKeyValue("studyInstanceUid", loop.studyInstanceUid())
                    .addKeyValue("callingAeTitle", request.association().callingAeTitle())
                    .addKeyValue("reception", reception)
                    .addKeyValue("millis", AnalyseLoop.since(startNanos).toMillis())
                    .log("Stored");
        }

        @Override
        public void abort() {
            try {
                incoming.close();
            } catch (IOException e) {
                log.atWarn().setCause(e).log("A half received object could not be removed; the next start will");
            }
        }
    }
}
