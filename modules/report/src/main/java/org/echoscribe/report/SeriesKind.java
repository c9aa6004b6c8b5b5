package org.echoscribe.report;

/** The series that objects of one kind form: never the source's own, whose modality and equipment differ. */
enum SeriesKind {
    LOOP("loop", "SR", 9901, "AI echo view labels"),
    SUMMARY("summary", "SR", 9902, "AI echo view summary"),
    CORRECTION("human", "SR", 9903, "Echo view labels"),
    PRESENTATION_STATE("pr", "PR", 9904, "AI echo view overlay"),
    CONTACT_SHEET("sc", "OT", 9905, "AI echo view sheet");

    private final String namePart;
    private final String modality;
    private final int number;
    private final String description;

    SeriesKind(String namePart, String modality, int number, String description) {
        this.namePart = namePart;
        this.modality = modality;
        this.number = number;
        this.description = description;
    }

    /** What stands for the kind in the name of the Series Instance UID. */
    String namePart() {
        return namePart;
    }

    /** Modality (0008,0060). */
    String modality() {
        return modality;
    }

    /** Series Number (0020,0011). */
    int number() {
        return number;
    }

    /** Series Description (0008,103E), at most 64 characters. */
    String description(boolean synthetic) {
        if (this == CORRECTION) {
            return description + " (verified)";
        }
        return description + (synthetic ? " (unverified, synthetic model)" : " (unverified)");
    }
}
