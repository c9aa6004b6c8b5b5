package org.echoscribe.node.backfill;

import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.network.DicomQuery;
import org.echoscribe.dicom.network.PresentationContextRequest;
import org.echoscribe.dicom.network.QueryRetrieve;
import org.echoscribe.dicom.network.RetrievalContexts;
import org.echoscribe.dicom.network.RetrieveResult;
import org.echoscribe.dicom.network.StoreHandler;
import org.echoscribe.dicom.network.SubOperations;

/** How objects come from an archive. */
public sealed interface Retrieval {

    /** What the association must propose besides queries. */
    List<PresentationContextRequest> contexts();

    /** The service that the archive must offer. */
    QueryRetrieve service();

    /** Has what the identifier names come. */
    RetrieveResult retrieve(DicomQuery query, Attributes identifier, Predicate<SubOperations> progress)
            throws IOException;

    /**
     * By C-GET: on our own association, so the archive needs to know nothing about us.
     *
     * @param receive takes the objects
     */
    record Get(StoreHandler receive) implements Retrieval {
        @Override
        public List<PresentationContextRequest> contexts() {
            return RetrievalContexts.ofUltrasound();
        }

        @Override
        public QueryRetrieve service() {
            return QueryRetrieve.GET;
        }

        @Override
        public RetrieveResult retrieve(DicomQuery query, Attributes identifier, Predicate<SubOperations> progress)
                throws IOException {
            return query.get(identifier, receive, progress);
        }
    }

    /**
     * By C-MOVE: the archive sends to the running node.
     *
     * @param nodeAeTitle the node's title, whose address the archive must know
     */
    record Move(String nodeAeTitle) implements Retrieval {
        private static final int MOVE_DESTINATION_UNKNOWN = 0xA801;

        @Override
        public List<PresentationContextRequest> contexts() {
            return List.of();
        }

        @Override
        public QueryRetrieve service() {
            return QueryRetrieve.MOVE;
        }

        @Override
        public RetrieveResult retrieve(DicomQuery query, Attributes identifier, Predicate<SubOperations> progress)
                throws IOException {
            RetrieveResult result = query.move(identifier, nodeAeTitle, progress);
            if (result.status().code() == MOVE_DESTINATION_UNKNOWN) {
                throw new ArchiveException("The archive does not know " + nodeAeTitle
                        + " (status A801H). Enter the node's AE title, host and port in the archive's table of"
                        + " application entities, or fetch with --method get.");
            }
            return result;
        }
    }
}
