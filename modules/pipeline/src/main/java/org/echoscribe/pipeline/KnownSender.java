package org.echoscribe.pipeline;

import org.echoscribe.dicom.network.KnownAe;
import org.echoscribe.journal.Priority;

/**
 * What the site says about one application entity.
 *
 * @param ae who it is and how it may call
 * @param priority how urgent the loops are that it sends
 */
public record KnownSender(KnownAe ae, Priority priority) {}
