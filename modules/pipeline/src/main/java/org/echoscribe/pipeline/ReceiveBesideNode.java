package org.echoscribe.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.echoscribe.dicom.network.StoreHandler;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.Priority;
import org.echoscribe.journal.Spool;

/**
 * Receives objects into a node's data directory from another process, whether the node runs or not. They are as durable
 * as if the node had received them, and it labels them when nothing more urgent waits.
 */
public final class ReceiveBesideNode {

    private ReceiveBesideNode() {}

    /**
     * Where objects go.
     *
     * @param journal of the same data directory
     * @param minimumFreeBytes with less free disk objects are answered A700H
     * @param priority of all that comes
     */
    public static StoreHandler into(Path dataDirectory, Journal journal, long minimumFreeBytes, Priority priority)
            throws IOException {
        Spool spool = Spool.openBeside(dataDirectory, minimumFreeBytes);
        PipelineMetrics metrics = new PipelineMetrics();
        return new ReceiveLoop(
                spool,
                journal,
                new RecordObject(journal, request -> priority, request -> List.of(), destinations -> {}),
                new DecideByClass(metrics, PipelineListener.NONE, study -> {}),
                metrics,
                PipelineListener.NONE);
    }
}
