package org.echoscribe.node.configuration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.echoscribe.dicom.tls.TlsConfig.PeerCertificate;

/** What the values about peers and their security do not allow together. */
final class PeerRules {

    private final Configuration configuration;
    private final List<String> problems = new ArrayList<>();

    private PeerRules(Configuration configuration) {
        this.configuration = configuration;
    }

    static List<String> problems(Configuration configuration) {
        PeerRules rules = new PeerRules(configuration);
        rules.checkPorts();
        rules.checkKnownAes();
        rules.checkNotified();
        return rules.problems;
    }

    private void checkPorts() {
        boolean listensWithTls = configuration.get(TlsKeys.LISTEN);
        if (!listensWithTls && !configuration.get(TlsKeys.LISTEN_PLAIN)) {
            problems.add("node.listen-plain: is off, and tls.listen is off, too, so nobody could reach the node.");
        }
        if (listensWithTls && configuration.get(TlsKeys.CERTIFICATE).isEmpty()) {
            problems.add("tls.certificate: missing; with tls.listen the node must have a certificate to show.");
        }
        if (listensWithTls
                && configuration.get(TlsKeys.PEER_CERTIFICATE) != PeerCertificate.NONE
                && configuration.get(TlsKeys.TRUSTED).isEmpty()) {
            problems.add("tls.trusted-certificates: missing; the certificates of peers are checked against it."
                    + " Name the file, or set tls.peer-certificate to none to ask peers for no certificate.");
        }
    }

    private void checkNotified() {
        Set<String> callable = new HashSet<>();
        for (String name : configuration.knownAeNames()) {
            configuration
                    .get(PeerKeys.KNOWN_AE_TITLE, name)
                    .filter(_ -> configuration.get(PeerKeys.KNOWN_AE_HOST, name).isPresent())
                    .ifPresent(callable::add);
        }
        for (String name : configuration.destinationNames()) {
            configuration
                    .get(PeerKeys.DESTINATION_NOTIFY, name)
                    .filter(title -> !callable.contains(title))
                    .ifPresent(title -> problems.add("destinations." + name + ".notify: " + title
                            + " needs an entry under known-aes with host and port."));
        }
        if (configuration.get(PeerKeys.COMMITMENT_ENDS_STUDY)
                && !configuration.get(PeerKeys.ACCEPT_COMMITMENT_REQUESTS)) {
            problems.add("end-of-study.commitment-requests: there are none while commitment.accept-requests is off.");
        }
    }

    private void checkKnownAes() {
        Set<String> titles = new HashSet<>();
        for (String name : configuration.knownAeNames()) {
            String prefix = "known-aes." + name + ".";
            configuration
                    .get(PeerKeys.KNOWN_AE_TITLE, name)
                    .ifPresentOrElse(
                            title -> {
                                if (!titles.add(title)) {
                                    problems.add(prefix + "ae-title: " + title + " stands under another name already.");
                                }
                            },
                            () -> problems.add(prefix + "ae-title: missing; a known AE needs one."));
            if (configuration.get(PeerKeys.KNOWN_AE_HOST, name).isPresent()
                    != configuration.get(PeerKeys.KNOWN_AE_PORT, name).isPresent()) {
                problems.add(
                        prefix + "host: an AE that the node is to call needs host and port, any other none of both.");
            }
            if (configuration.get(PeerKeys.KNOWN_AE_TLS, name).orElse(false) && !configuration.get(TlsKeys.LISTEN)) {
                problems.add(prefix + "tls: it must call over TLS, and tls.listen is off.");
            }
        }
    }
}
