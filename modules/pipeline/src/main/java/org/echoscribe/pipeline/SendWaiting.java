package org.echoscribe.pipeline;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.dicom.network.DicomSender;
import org.echoscribe.dicom.network.PresentationContextRequest;
import org.echoscribe.dicom.network.StoreResult;
import org.echoscribe.journal.Outgoing;
import org.echoscribe.journal.Turn;
import org.echoscribe.journal.Worker;

/**
 * Sends what waits for one destination, over one association. A destination that cannot be reached or has no resources is
 * left alone for a growing time, and no instance counts that against itself.
 *
 * @param <T> reports or received objects
 */
final class SendWaiting<T extends Outgoing> implements Worker {

    static final Duration UNTIL_AN_UNKNOWN_DESTINATION_IS_LOOKED_AT_AGAIN = Duration.ofHours(1);

    private static final int MOST_PER_ASSOCIATION = 100;

    /** What waits, and how it is sent. */
    interface Waiting<T extends Outgoing> {
        List<T> due(String destination, Instant now, int most);

        Optional<Instant> nextDue(String destination);

        /** What one instance proposes. */
        Collection<PresentationContextRequest> contexts(T instance);

        StoreResult store(DicomSender sender, T instance) throws IOException;
    }

    private final Waiting<T> waiting;
    private final PipelineOptions options;
    private final OfferInstance offer;
    private final Consumer<String> sent;

    /** @param sent told the name of a destination that may have got something */
    SendWaiting(Waiting<T> waiting, PipelineOptions options, OfferInstance offer, Consumer<String> sent) {
        this.waiting = waiting;
        this.options = options;
        this.offer = offer;
        this.sent = sent;
    }

    @Override
    public Ending work(Turn turn) throws IOException {
        String name = turn.key();
        DestinationOptions destination = options.destinations().get(name);
        if (destination == null) {
            return new Ending.Again(Instant.now().plus(UNTIL_AN_UNKNOWN_DESTINATION_IS_LOOKED_AT_AGAIN));
        }
        try {
            for (List<T> due = due(name); !due.isEmpty(); due = due(name)) {
                send(destination.address(), due);
            }
        } finally {
            sent.accept(name);
        }
        return waiting.nextDue(name).<Ending>map(Ending.Again::new).orElseGet(Ending.Done::new);
    }

    private List<T> due(String destination) {
        return waiting.due(destination, Instant.now(), MOST_PER_ASSOCIATION);
    }

    private void send(Destination destination, List<T> due) throws IOException {
        Set<PresentationContextRequest> contexts = new LinkedHashSet<>();
        due.forEach(instance -> contexts.addAll(waiting.contexts(instance)));
        try (DicomSender sender = DicomSender.connect(destination, options.aeTitle(), contexts, options.limits())) {
            for (T instance : due) {
                offer.offer(instance, () -> waiting.store(sender, instance));
            }
        }
    }
}
