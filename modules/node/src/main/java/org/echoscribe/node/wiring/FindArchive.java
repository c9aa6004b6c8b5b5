package org.echoscribe.node.wiring;

import java.util.Optional;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.imaging.decode.ScreenMasks;
import org.echoscribe.node.configuration.Configuration;
import org.echoscribe.pipeline.KnownSender;
import org.echoscribe.pipeline.PipelineOptions;

/** Finds the archive that a person names on the command line. */
public final class FindArchive {

    private FindArchive() {}

    /**
     * The application entity of that name.
     *
     * @param name one of the configuration's destinations or known application entities, or AET@HOST:PORT
     * @param tls whether an AET@HOST:PORT is reached over TLS; what the configuration names, it has said that of
     * @throws IllegalArgumentException when there is none, with what there is
     */
    public static Destination named(String name, boolean tls, Configuration configuration) {
        if (name.contains("@")) {
            Destination plain = Destination.parse(name);
            return tls ? plain.withTls(new PlanPeers(configuration).tls()) : plain;
        }
        PipelineOptions options = PlanPipeline.from(configuration, ScreenMasks.none());
        if (options.destinations().containsKey(name)) {
            return options.destinations().get(name).address();
        }
        Optional<KnownSender> known = configuration.knownAeNames().contains(name)
                ? Optional.of(new PlanPeers(configuration).knownAe(name))
                : Optional.ofNullable(options.knownAes().get(name));
        return known.map(KnownSender::ae)
                .flatMap(ae -> ae.address())
                .orElseThrow(() -> new IllegalArgumentException("'" + name
                        + "' is no PACS that the configuration has an address of: its destinations are "
                        + options.destinations().keySet() + ". Write AET@HOST:PORT for another one."));
    }
}
