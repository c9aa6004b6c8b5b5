package org.echoscribe.pipeline;

import java.util.ArrayList;
import java.util.List;

/** A chain of causes as a person reads it: the outermost first, one per line. */
final class CauseChain {

    private static final int MOST_CAUSES = 10;

    private CauseChain() {}

    static String of(Throwable thrown) {
        List<String> causes = new ArrayList<>();
        for (Throwable cause = thrown; cause != null && causes.size() < MOST_CAUSES; cause = cause.getCause()) {
            causes.add(
                    cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : ": " + cause.getMessage()));
        }
        return String.join("\n", causes);
    }
}
