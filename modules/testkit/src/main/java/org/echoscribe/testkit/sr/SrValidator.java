package org.echoscribe.testkit.sr;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One judge of SR documents. */
public interface SrValidator {

    /** The tool's name. */
    String name();

    /** Why it cannot judge on this machine, for the reason of a skipped test; empty where it can. */
    Optional<String> unavailable();

    /** What is wrong with these files; none where they are flawless. Known false alarms of the tool are left out. */
    List<String> problems(List<Path> files);
}
