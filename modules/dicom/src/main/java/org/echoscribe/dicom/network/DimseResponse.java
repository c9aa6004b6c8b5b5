package org.echoscribe.dicom.network;

import java.util.Optional;
import org.echoscribe.dicom.dataset.Attributes;

/**
 * A response of a peer.
 *
 * @param command its command set
 * @param status from the command set
 * @param dataSet where it brought one
 */
record DimseResponse(CommandSet command, DimseStatus status, Optional<Attributes> dataSet) {}
