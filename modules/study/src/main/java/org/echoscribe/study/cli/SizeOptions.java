package org.echoscribe.study.cli;

import java.util.OptionalInt;
import org.echoscribe.study.network.PaperNetwork;
import org.echoscribe.study.network.SizedNetwork;
import picocli.CommandLine.Option;

/** In which size a network of the paper is meant. */
final class SizeOptions {

    @Option(
            names = "--width",
            paramLabel = "W",
            defaultValue = "1",
            description =
                    "Multiplier of every layer's channels, above 0 and at most 1 (default: ${DEFAULT-VALUE}, as published).")
    private double width = 1;

    @Option(
            names = "--pixels",
            paramLabel = "P",
            defaultValue = "0",
            description =
                    "Rows and columns of frames and optical flow, 75 or more (default: each network's as published).")
    private int pixels;

    /** The network in this size. */
    SizedNetwork of(PaperNetwork network) throws WrongUsageException {
        try {
            return network.sized(width, pixels == 0 ? OptionalInt.empty() : OptionalInt.of(pixels));
        } catch (IllegalArgumentException e) {
            throw new WrongUsageException(e.getMessage());
        }
    }

    /** The network of that name. */
    static PaperNetwork named(String name) throws WrongUsageException {
        try {
            return PaperNetwork.named(name);
        } catch (IllegalArgumentException e) {
            throw new WrongUsageException(e.getMessage());
        }
    }
}
