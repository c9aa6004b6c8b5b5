package org.echoscribe.node.backfill;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.echoscribe.dicom.network.RetrieveResult;
import org.echoscribe.journal.BackfillStudy;

/** Has the series of one study come that are of the modality. */
final class FetchStudy {
    private final Connected archive;

    FetchStudy(Connected archive) {
        this.archive = archive;
    }

    /**
     * What came.
     *
     * @param objects how many
     * @param failures what did not come, in words; empty when all did
     */
    record Fetched(int objects, List<String> failures) {}

    Fetched fetch(BackfillStudy study) throws IOException {
        int objects = 0;
        List<String> failures = new ArrayList<>();
        for (String series : findSeries(study, failures)) {
            int[] seen = new int[1];
            RetrieveResult result =
                    archive.call(open -> open.retrieve(study, series, arrived -> seen[0] = Math.max(seen[0], arrived)));
            // The last response may lack the counts; the last pending one had them.
            objects += Math.max(seen[0], result.subOperations().arrived());
            if (!result.isComplete()) {
                failures.add("series " + series + ": " + result.subOperations().failed() + " objects failed, status "
                        + result.status());
            }
        }
        return new Fetched(objects, failures);
    }

    private List<String> findSeries(BackfillStudy study, List<String> failures) throws IOException {
        try {
            return archive.call(open -> open.findSeries(study));
        } catch (ArchiveException e) {
            failures.add(e.getMessage());
            return List.of();
        }
    }
}
