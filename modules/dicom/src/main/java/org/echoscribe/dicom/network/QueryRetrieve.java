package org.echoscribe.dicom.network;

/** The services of the Study Root Query/Retrieve Information Model (PS3.4 C.6.2). */
public enum QueryRetrieve {
    /** Study Root Query/Retrieve Information Model - FIND. */
    FIND("1.2.840.10008.5.1.4.1.2.2.1", "C-FIND"),
    /** Study Root Query/Retrieve Information Model - MOVE. */
    MOVE("1.2.840.10008.5.1.4.1.2.2.2", "C-MOVE"),
    /** Study Root Query/Retrieve Information Model - GET. */
    GET("1.2.840.10008.5.1.4.1.2.2.3", "C-GET");

    private final String uid;
    private final String operation;

    QueryRetrieve(String uid, String operation) {
        this.uid = uid;
        this.operation = operation;
    }

    /** The SOP Class UID. */
    public String uid() {
        return uid;
    }

    /** The name of its DIMSE operation. */
    public String operation() {
        return operation;
    }
}
