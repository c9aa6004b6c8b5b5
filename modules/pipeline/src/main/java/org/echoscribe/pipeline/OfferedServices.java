package org.echoscribe.pipeline;

import org.echoscribe.dicom.network.CommitmentHandler;
import org.echoscribe.dicom.network.ProcedureStepHandler;
import org.echoscribe.dicom.network.ServerConfiguration;
import org.echoscribe.dicom.network.StoreHandler;

/** What the node's ports offer: storage always, the rest as the site has configured it. */
final class OfferedServices {

    private OfferedServices() {}

    static ServerConfiguration of(
            PipelineOptions options, StoreHandler receive, CommitmentHandler commitment, ProcedureStepHandler steps) {
        ServerConfiguration services = new ServerConfiguration(
                options.aeTitle(), options.endpoints(), options.limits(), options.negotiationPolicy(), receive);
        boolean asks = options.destinations().values().stream()
                .anyMatch(destination -> destination.services().commitment());
        if (options.services().commitment() || asks) {
            services = services.withCommitmentHandler(commitment);
        }
        return options.services().procedureSteps() ? services.withProcedureStepHandler(steps) : services;
    }
}
