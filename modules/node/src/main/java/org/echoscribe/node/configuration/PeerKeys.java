package org.echoscribe.node.configuration;

import static org.echoscribe.node.configuration.Values.addressRanges;
import static org.echoscribe.node.configuration.Values.aeTitle;
import static org.echoscribe.node.configuration.Values.choice;
import static org.echoscribe.node.configuration.Values.duration;
import static org.echoscribe.node.configuration.Values.flag;
import static org.echoscribe.node.configuration.Values.integer;
import static org.echoscribe.node.configuration.Values.text;

import java.time.Duration;
import java.util.List;
import org.echoscribe.dicom.network.AddressRange;
import org.echoscribe.journal.Priority;

/** The keys that say who the node's peers are. */
public final class PeerKeys {

    public static final Key<Boolean> ACCEPT_UNKNOWN = flag(
            "node.accept-unknown-aes",
            true,
            "Whether AEs that are neither under known-aes nor a destination may associate. One under known-aes must keep to what stands there, in any case.");

    public static final Key<String> KNOWN_AE_TITLE =
            aeTitle("known-aes.*.ae-title", "", "What a cart, gateway or PACS calls itself.");
    public static final Key<String> KNOWN_AE_HOST = text(
            "known-aes.*.host",
            "",
            255,
            "Its host name or address, where the node is to call it: to report storage commitment, for instance.");
    public static final Key<Integer> KNOWN_AE_PORT =
            integer("known-aes.*.port", 104, 1, 65535, "The port at which it listens.");
    public static final Key<List<AddressRange>> KNOWN_AE_ADDRESSES =
            addressRanges("known-aes.*.addresses", "It may call from these addresses alone. Empty allows all.");
    public static final Key<Integer> KNOWN_AE_ASSOCIATIONS = integer(
            "known-aes.*.associations",
            50,
            1,
            10000,
            "How many associations it may have at once. Without this key limits.associations holds.");
    public static final Key<Priority> KNOWN_AE_PRIORITY = choice(
            "known-aes.*.priority",
            Priority.LIVE,
            Priority.class,
            "How urgent its objects are: live goes first, then backlog, then backfill, in every queue.");
    public static final Key<Boolean> KNOWN_AE_TLS = flag(
            "known-aes.*.tls", false, "Whether it must call over TLS, and is called over TLS at its host and port.");

    public static final Key<Boolean> DESTINATION_TLS =
            flag("destinations.*.tls", false, "Whether it is called over TLS, with the certificates under tls.");
    public static final Key<Commitment> DESTINATION_COMMITMENT = choice(
            "destinations.*.commitment",
            Commitment.NONE,
            Commitment.class,
            "Whether it is asked to commit what it has stored (Storage Commitment). With required, delivered means committed: what it does not commit is sent again, and is a dead letter in the end.");
    public static final Key<Forwarding> DESTINATION_FORWARD = choice(
            "destinations.*.forward",
            Forwarding.NONE,
            Forwarding.class,
            "Which received objects it gets besides the reports, byte for byte. With commitment: required a cart is told committed only once this destination has committed, too.");
    public static final Key<String> DESTINATION_NOTIFY = aeTitle(
            "destinations.*.notify",
            "",
            "This AE, with host and port under known-aes, is told what can be retrieved from the destination once all of a study is there (Instance Availability Notification).");

    public static final Key<Boolean> ACCEPT_COMMITMENT_REQUESTS = flag(
            "commitment.accept-requests",
            false,
            "Whether carts may ask the node to commit what they sent (Storage Commitment). A cart that asks needs host and port under known-aes, because the result is reported there.");
    public static final Key<Duration> COMMITMENT_REPORT_TIME = duration(
            "commitment.report-time",
            "30m",
            "100ms",
            "7d",
            "How long a destination has to report what it has committed before it is asked again. The time doubles with each request, up to a day.");
    public static final Key<Integer> COMMITMENT_REQUESTS = integer(
            "commitment.requests",
            10,
            1,
            1000,
            "How often a destination is asked to commit an instance before that is a dead letter.");
    public static final Key<Duration> RESULT_ON_SAME_ASSOCIATION = duration(
            "commitment.result-on-same-association",
            "0s",
            "0s",
            "1h",
            "How long an association is kept open for the result of a request. 0 releases it at once, and the destination opens its own to report; set some seconds for one that reports on the same association alone.");

    public static final Key<Boolean> PROCEDURE_STEPS = flag(
            "end-of-study.procedure-steps",
            false,
            "Whether the node takes Modality Performed Procedure Steps: a study is complete when its step is COMPLETED or DISCONTINUED and all images of the step have arrived, and need not wait for node.study-quiet-time.");
    public static final Key<Boolean> COMMITMENT_ENDS_STUDY = flag(
            "end-of-study.commitment-requests",
            false,
            "Whether a study is complete when a cart asks to commit everything that has come of it. Only for carts that ask once, at the end.");

    static final List<Key<?>> ALL = List.of(
            ACCEPT_UNKNOWN,
            KNOWN_AE_TITLE,
            KNOWN_AE_HOST,
            KNOWN_AE_PORT,
            KNOWN_AE_ADDRESSES,
            KNOWN_AE_ASSOCIATIONS,
            KNOWN_AE_PRIORITY,
            KNOWN_AE_TLS,
            DESTINATION_TLS,
            DESTINATION_COMMITMENT,
            DESTINATION_FORWARD,
            DESTINATION_NOTIFY,
            ACCEPT_COMMITMENT_REQUESTS,
            COMMITMENT_REPORT_TIME,
            COMMITMENT_REQUESTS,
            RESULT_ON_SAME_ASSOCIATION,
            PROCEDURE_STEPS,
            COMMITMENT_ENDS_STUDY);

    /** What is asked of a destination besides storing. */
    public enum Commitment {
        NONE,
        REQUIRED
    }

    /** What a destination gets of the received objects. */
    public enum Forwarding {
        NONE,
        ALL
    }

    private PeerKeys() {}
}
