package org.echoscribe.testkit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.dicom.network.DicomSender;
import org.echoscribe.dicom.network.Limits;
import org.echoscribe.dicom.network.PresentationContextRequest;
import org.echoscribe.dicom.network.StoreResult;

/** An ultrasound cart: sends files over one association, as carts do at the end of an examination. */
public final class Cart {
    /** Its application entity title. */
    public static final String AE_TITLE = "CART";

    private static final PresentationContextRequest VERIFICATION =
            PresentationContextRequest.of("1.2.840.10008.1.1", "1.2.840.10008.1.2");

    private Cart() {}

    /** Sends the files in their order and returns the result of each. */
    public static List<StoreResult> send(Destination destination, Collection<Path> files) throws IOException {
        Set<PresentationContextRequest> contexts = new LinkedHashSet<>();
        contexts.add(VERIFICATION);
        contexts.addAll(DicomSender.contextsFor(files));
        List<StoreResult> results = new ArrayList<>();
        try (DicomSender sender = DicomSender.connect(destination, AE_TITLE, contexts, Limits.defaults())) {
            for (Path file : files) {
                results.add(sender.store(file));
            }
        }
        return results;
    }

    /** Whether the destination answers C-ECHO with success. */
    public static boolean echo(Destination destination) throws IOException {
        try (DicomSender sender =
                DicomSender.connect(destination, AE_TITLE, List.of(VERIFICATION), Limits.defaults())) {
            return sender.echo();
        }
    }
}
