package org.echoscribe.report;

/** The series that documents of one kind form: never the source's own, whose modality and equipment differ. */
enum SeriesKind {
    LOOP("loop", 9901, "AI echo view labels"),
    SUMMARY("summary", 9902, "AI echo view summary");

    private final String namePart;
    private final int number;
    private final String description;

    SeriesKind(String namePart, int number, String description) {
        this.namePart = namePart;
        this.number = number;
        this.description = description;
    }

    /** What stands for the kind in the name of the Series Instance UID. */
    String namePart() {
        return namePart;
    }

    /** Series Number (0020,0011). */
    int number() {
        return number;
    }

    /** Series Description (0008,103E), at most 64 characters. */
    String description(boolean synthetic) {
        return description + (synthetic ? " (unverified, synthetic model)" : " (unverified)");
    }
}
