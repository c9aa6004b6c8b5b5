package org.echoscribe.report;

import java.util.Arrays;
import java.util.Optional;
import org.echoscribe.dicom.dataset.Uids;

/** The SR storage classes in which the same content tree is legal; chosen per destination. */
public enum SrSopClass {
    /** What IHE AI Results names for findings; the default. */
    COMPREHENSIVE_3D(Uids.Comprehensive3DSRStorage),
    /** What carts themselves send, so every echo archive takes it. */
    COMPREHENSIVE(Uids.ComprehensiveSRStorage),
    /** For old archives. */
    ENHANCED(Uids.EnhancedSRStorage);

    private final String uid;

    SrSopClass(String uid) {
        this.uid = uid;
    }

    /** The SOP Class UID. */
    public String uid() {
        return uid;
    }

    /** The class with this SOP Class UID. */
    public static Optional<SrSopClass> ofUid(String uid) {
        return Arrays.stream(values()).filter(each -> each.uid.equals(uid)).findFirst();
    }
}
