package org.echoscribe.journal;

/**
 * One list of studies: those of a modality in an archive, between two dates.
 *
 * @param source the archive's AE title
 * @param modality such as US
 * @param firstDate YYYYMMDD
 * @param lastDate YYYYMMDD, not before the first
 */
public record Backfill(String source, String modality, String firstDate, String lastDate) {

    /**
     * How far it has come, in studies.
     *
     * @param waiting to be fetched
     * @param fetched whole
     * @param failed to be fetched whole; they are tried again with the next run
     * @param objects how many objects have come
     */
    public record Counts(long waiting, long fetched, long failed, long objects) {
        /** All that were found. */
        public long found() {
            return waiting + fetched + failed;
        }
    }
}
