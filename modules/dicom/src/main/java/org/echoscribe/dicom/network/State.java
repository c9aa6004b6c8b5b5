package org.echoscribe.dicom.network;

/** The states of the upper layer (PS3.8 tables 9-1 to 9-5), in the standard's order. */
enum State {
    STA1("idle"),
    STA2("transport connection open, awaiting A-ASSOCIATE-RQ"),
    STA3("awaiting local A-ASSOCIATE response"),
    STA4("awaiting transport connection"),
    STA5("awaiting A-ASSOCIATE-AC or A-ASSOCIATE-RJ"),
    STA6("association established"),
    STA7("awaiting A-RELEASE-RP"),
    STA8("awaiting local A-RELEASE response"),
    STA9("release collision, requestor, awaiting local A-RELEASE response"),
    STA10("release collision, acceptor, awaiting A-RELEASE-RP"),
    STA11("release collision, requestor, awaiting A-RELEASE-RP"),
    STA12("release collision, acceptor, awaiting local A-RELEASE response"),
    STA13("awaiting transport connection close");

    private final String meaning;

    State(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String toString() {
        return "Sta" + (ordinal() + 1) + " (" + meaning + ")";
    }
}
