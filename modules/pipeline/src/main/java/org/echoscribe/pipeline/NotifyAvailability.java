package org.echoscribe.pipeline;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.network.AvailabilityNotifier;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.dicom.network.DimseStatus;
import org.echoscribe.dicom.network.InstanceAvailability;
import org.echoscribe.dicom.network.SopReference;
import org.echoscribe.journal.Availabilities.Availability;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.ReceivedLoop;
import org.echoscribe.journal.Report;
import org.echoscribe.journal.Turn;
import org.echoscribe.journal.Worker;
import org.echoscribe.vocabulary.NameBasedUid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notify: once a study is closed and nothing of it is on its way to a destination any more, tells whoever the site names
 * what can be retrieved from there (Instance Availability Notification, PS3.4 annex R, as SCU).
 */
final class NotifyAvailability implements Worker {

    private static final Logger log = LoggerFactory.getLogger(NotifyAvailability.class);

    private static final int MOST_PER_TURN = 50;

    /** Only in case that a turn was missed: what is delivered gives the destination its turn at once. */
    private static final Duration UNTIL_OPEN_STUDIES_ARE_LOOKED_AT_AGAIN = Duration.ofMinutes(10);

    private final Journal journal;
    private final PipelineOptions options;

    NotifyAvailability(Journal journal, PipelineOptions options) {
        this.journal = journal;
        this.options = options;
    }

    @Override
    public Ending work(Turn turn) throws IOException {
        String name = turn.key();
        DestinationOptions destination = options.destinations().get(name);
        if (destination == null || destination.services().notified().isEmpty()) {
            journal.availabilities().forget(name);
            return new Ending.Done();
        }
        for (Availability study : journal.availabilities().due(name, Instant.now(), MOST_PER_TURN)) {
            notify(
                    name,
                    destination.address().aeTitle(),
                    destination.services().notified().get(),
                    study);
        }
        return journal.availabilities().isChanged(name)
                ? new Ending.Again(Instant.now().plus(UNTIL_OPEN_STUDIES_ARE_LOOKED_AT_AGAIN))
                : new Ending.Done();
    }

    private void notify(String destination, String retrieveAeTitle, Destination notified, Availability study)
            throws IOException {
        List<InstanceAvailability.Series> series = series(study.studyInstanceUid(), destination);
        if (series.isEmpty()) {
            journal.availabilities().notified(study, Instant.now());
            return;
        }
        InstanceAvailability availability = new InstanceAvailability(study.studyInstanceUid(), retrieveAeTitle, series);
        DimseStatus answer;
        try (AvailabilityNotifier notifier =
                AvailabilityNotifier.connect(notified, options.aeTitle(), options.limits())) {
            answer = notifier.notify(uid(availability), availability);
        }
        enter(study, destination, notified, answer);
    }

    private void enter(Availability study, String destination, Destination notified, DimseStatus answer) {
        Instant now = Instant.now();
        String refusal = notified.aeTitle() + " refused the notification: status " + answer;
        if (!answer.isFailure()) {
            journal.availabilities().notified(study, now);
        } else if (study.attempts() + 1 >= options.attempts()) {
            journal.availabilities().failed(study, refusal, now);
        } else {
            journal.availabilities()
                    .deferred(study, now.plus(options.retryDelays().after(study.attempts() + 1)), refusal, now);
        }
        (answer.isFailure() ? log.atWarn() : log.atInfo())
                .addKeyValue("step", "notify")
                .addKeyValue("studyInstanceUid", study.studyInstanceUid())
                .addKeyValue("destination", destination)
                .addKeyValue("notified", notified.aeTitle())
                .addKeyValue("status", answer)
                .log(answer.isFailure() ? "Not told what is available" : "Told what is available");
    }

    private List<InstanceAvailability.Series> series(String study, String destination) throws IOException {
        Map<String, List<SopReference>> bySeries = new LinkedHashMap<>();
        for (ReceivedLoop object : journal.availabilities().objects(study, destination)) {
            add(
                    bySeries,
                    object.loop().seriesInstanceUid(),
                    object.loop().sopClassUid(),
                    object.loop().sopInstanceUid());
        }
        for (Report report : journal.availabilities().reports(study, destination)) {
            String series = DataSetReader.readDataSet(report.dataSet(), TransferSyntax.ExplicitVrLittleEndian)
                    .string(Tag.SeriesInstanceUID)
                    .orElse("");
            add(bySeries, series, report.sopClassUid(), report.sopInstanceUid());
        }
        return bySeries.entrySet().stream()
                .map(one -> new InstanceAvailability.Series(one.getKey(), one.getValue()))
                .toList();
    }

    private static void add(
            Map<String, List<SopReference>> bySeries, String series, String sopClassUid, String sopInstanceUid) {
        if (!series.isEmpty()) {
            bySeries.computeIfAbsent(series, _ -> new ArrayList<>()).add(new SopReference(sopClassUid, sopInstanceUid));
        }
    }

    /** The same for the same content, so that a notification that is sent again is known for what it is. */
    private static String uid(InstanceAvailability availability) {
        String content = availability.series().stream()
                .flatMap(series -> series.instances().stream())
                .map(SopReference::sopInstanceUid)
                .sorted()
                .collect(Collectors.joining(" "));
        return NameBasedUid.of(
                "instance availability", availability.studyInstanceUid(), availability.retrieveAeTitle(), content);
    }
}
