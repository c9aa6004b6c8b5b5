package org.echoscribe.testkit.sr;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The judges that Debian offers. None replaces another: each misses what others find. */
public final class SrValidators {

    private SrValidators() {}

    /** The fast ones, a few milliseconds a file: {@link #dciodvfy()}, {@link #dsrdump()}. */
    public static List<SrValidator> quick() {
        return List.of(dciodvfy(), dsrdump());
    }

    /** All that judge single documents. */
    public static List<SrValidator> all() {
        return List.of(dciodvfy(), dsrdump(), xmlRoundTrip(), templates());
    }

    /** dicom3tools: attributes, types, values, evidence of the IOD (PS3.3). */
    public static SrValidator dciodvfy() {
        return new Dciodvfy(Optional.empty());
    }

    /**
     * dciodvfy and dsrdump, excusing what the source object has wrong itself: an invalid UID or date that a report must
     * repeat is not the report's fault.
     */
    public static List<SrValidator> quickBeyondFaultsOf(Path source) {
        return List.of(new Dciodvfy(Optional.of(source)), new Dsrdump(Optional.of(source)));
    }

    /** DCMTK: the content tree and its relationships. */
    public static SrValidator dsrdump() {
        return new Dsrdump(Optional.empty());
    }

    /** DCMTK: SR to XML and back gives the same document. */
    public static SrValidator xmlRoundTrip() {
        return new XmlRoundTrip();
    }

    /** PixelMed: the rows of TID 1500 and its parts (PS3.16, edition of 2022); about a second a file. */
    public static SrValidator templates() {
        return new PixelMedTemplates();
    }

    /** dicom3tools: patients and studies agree between the files, of which the first is usually the source. */
    public static SrValidator entities() {
        return new Dcentvfy();
    }

    /** The tree as DCMTK prints it, one item a line. */
    public static List<String> dump(Path file) {
        return Dsrdump.tree(file);
    }
}
