package org.echoscribe.dicom.network;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.Vr;

/** The data sets of Storage Commitment, written and read (PS3.4 tables J.3-1 and J.3-2). */
final class CommitmentDataSets {

    private CommitmentDataSets() {}

    /** The Action Information of a request. */
    static Attributes write(CommitmentRequest request) {
        return putUid(new Attributes(), Tag.TransactionUID, request.transactionUid())
                .setItems(Tag.ReferencedSOPSequence, items(request.references(), CommitmentDataSets::item));
    }

    /** The Event Information of a result. */
    static Attributes write(CommitmentResult result) {
        Attributes dataSet = putUid(new Attributes(), Tag.TransactionUID, result.transactionUid());
        if (!result.committed().isEmpty()) {
            dataSet.setItems(Tag.ReferencedSOPSequence, items(result.committed(), CommitmentDataSets::item));
        }
        if (!result.failed().isEmpty()) {
            dataSet.setItems(
                    Tag.FailedSOPSequence,
                    items(
                            result.failed(),
                            failed -> item(failed.reference())
                                    .setIntegers(Tag.FailureReason, Vr.US, failed.failureReason())));
        }
        return dataSet;
    }

    /**
     * Reads the Action Information of a request.
     *
     * @throws DimseRefusedException where something is missing or no UID
     */
    static CommitmentRequest readRequest(Attributes dataSet) throws DimseRefusedException {
        String transactionUid = uid(dataSet, Tag.TransactionUID, "Transaction UID");
        List<SopReference> references = references(dataSet);
        if (references.isEmpty()) {
            throw new DimseRefusedException(DimseStatus.invalidArgumentValue("Referenced SOP Sequence has no item"));
        }
        return new CommitmentRequest(transactionUid, references);
    }

    /**
     * Reads the Event Information of a result.
     *
     * @throws DimseRefusedException where something is missing or no UID
     */
    static CommitmentResult readResult(Attributes dataSet) throws DimseRefusedException {
        String transactionUid = uid(dataSet, Tag.TransactionUID, "Transaction UID");
        List<SopReference> committed = references(dataSet);
        List<FailedReference> failed = new ArrayList<>();
        for (Attributes item : dataSet.items(Tag.FailedSOPSequence)) {
            // A reason is required; without one it has failed none the less.
            int reason = item.integer(Tag.FailureReason).orElse(FailedReference.PROCESSING_FAILURE) & 0xFFFF;
            failed.add(new FailedReference(reference(item), reason));
        }
        return new CommitmentResult(transactionUid, committed, failed);
    }

    private static List<SopReference> references(Attributes dataSet) throws DimseRefusedException {
        List<SopReference> references = new ArrayList<>();
        for (Attributes item : dataSet.items(Tag.ReferencedSOPSequence)) {
            references.add(reference(item));
        }
        return references;
    }

    private static SopReference reference(Attributes item) throws DimseRefusedException {
        return new SopReference(
                uid(item, Tag.ReferencedSOPClassUID, "Referenced SOP Class UID"),
                uid(item, Tag.ReferencedSOPInstanceUID, "Referenced SOP Instance UID"));
    }

    private static String uid(Attributes dataSet, int tag, String name) throws DimseRefusedException {
        return dataSet.string(tag)
                .filter(Uid::isWellFormed)
                .orElseThrow(() ->
                        new DimseRefusedException(DimseStatus.invalidArgumentValue(name + " is missing or no UID")));
    }

    private static <T> List<Attributes> items(List<T> values, Function<T, Attributes> item) {
        return values.stream().map(item).toList();
    }

    static Attributes item(SopReference reference) {
        Attributes item = putUid(new Attributes(), Tag.ReferencedSOPClassUID, reference.sopClassUid());
        return putUid(item, Tag.ReferencedSOPInstanceUID, reference.sopInstanceUid());
    }

    /** UIDs go out as they came in, also those with leading zeros, which real machines use and the rules forbid. */
    static Attributes putUid(Attributes dataSet, int tag, String uid) {
        return dataSet.setBytes(tag, Vr.UI, uid.getBytes(StandardCharsets.US_ASCII));
    }
}
