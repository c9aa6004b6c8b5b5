package org.echoscribe.node.wiring;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.dataset.Uids;
import org.echoscribe.dicom.network.AssociationException;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.dicom.network.DicomSender;
import org.echoscribe.dicom.network.Limits;
import org.echoscribe.dicom.network.PresentationContextRequest;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.Priority;
import org.echoscribe.node.backfill.Opening;
import org.echoscribe.node.backfill.Retrieval;
import org.echoscribe.node.configuration.Configuration;
import org.echoscribe.node.configuration.Keys;
import org.echoscribe.pipeline.ReceiveBesideNode;

/** Decides how objects come from an archive into the node, and checks that they can. */
public final class PlanRetrieval {

    /** What a person may choose. */
    public enum Method {
        /** C-GET. */
        GET,
        /** C-MOVE. */
        MOVE,
        /** C-GET where the archive offers it, else C-MOVE. */
        AUTO
    }

    private PlanRetrieval() {}

    /**
     * How it will be.
     *
     * @throws IOException when the archive does not answer or offers no such service, or when objects are to come to a node
     *     that does not run
     */
    public static Opening from(Configuration configuration, Destination archive, Method method, Journal journal)
            throws IOException {
        Opening byGet = opening(configuration, archive, get(configuration, journal));
        if (method == Method.GET || method == Method.AUTO && byGet.isOffered()) {
            return byGet;
        }
        Opening byMove = opening(configuration, archive, new Retrieval.Move(configuration.get(Keys.AE_TITLE)));
        if (!byMove.isOffered()) {
            throw new IOException(archive + " offers neither C-GET nor C-MOVE to "
                    + configuration.get(Keys.AE_TITLE)
                    + ". Allow this AE title to query and retrieve in the archive's configuration.");
        }
        requireRunningNode(configuration);
        return byMove;
    }

    private static Opening opening(Configuration configuration, Destination archive, Retrieval retrieval) {
        return new Opening(archive, configuration.get(Keys.AE_TITLE), retrieval, PlanPipeline.limits(configuration));
    }

    private static Retrieval get(Configuration configuration, Journal journal) throws IOException {
        Path directory = configuration.get(Keys.DATA_DIRECTORY);
        return new Retrieval.Get(ReceiveBesideNode.into(
                directory, journal, configuration.get(Keys.MINIMUM_FREE_BYTES), Priority.BACKFILL));
    }

    private static void requireRunningNode(Configuration configuration) throws IOException {
        Destination node = new PlanPeers(configuration).ownAddress();
        PresentationContextRequest verification =
                PresentationContextRequest.of(Uids.Verification, TransferSyntax.ImplicitVrLittleEndian.uid());
        try (DicomSender sender =
                DicomSender.connect(node, configuration.get(Keys.AE_TITLE), List.of(verification), Limits.defaults())) {
            if (sender.echo()) {
                return;
            }
            throw new IOException("it does not answer C-ECHO");
        } catch (AssociationException.Rejected e) {
            // It is there, and lets in only those whom it knows.
        } catch (IOException e) {
            throw new IOException(
                    "With C-MOVE the archive sends to the running node, and " + node + " is not there: "
                            + e.getMessage() + ". Start it with 'echoscribe serve', or fetch with --method get.",
                    e);
        }
    }
}
