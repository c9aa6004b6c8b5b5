package org.echoscribe.pipeline;

import org.echoscribe.dicom.network.Destination;
import org.echoscribe.report.SrSopClass;
import org.echoscribe.report.SummaryTitle;

/**
 * One place where reports go, and what it wants of them.
 *
 * @param address the application entity that is called
 * @param srSopClass the Structured Report class that it takes; part of a report's UID, so each class is another document
 * @param summaryTitle the title of the study summaries that it gets
 * @param pictures what it gets for viewers that show no reports
 * @param services what it is for besides
 */
public record DestinationOptions(
        Destination address,
        SrSopClass srSopClass,
        SummaryTitle summaryTitle,
        DestinationPictures pictures,
        DestinationServices services) {

    /** A destination that wants reports alone: Comprehensive 3D SR, titled as a measurement report. */
    public static DestinationOptions of(Destination address) {
        return new DestinationOptions(
                address,
                SrSopClass.COMPREHENSIVE_3D,
                SummaryTitle.MEASUREMENT_REPORT,
                DestinationPictures.NONE,
                DestinationServices.NONE);
    }

    /** This destination, for other things besides. */
    public DestinationOptions withServices(DestinationServices other) {
        return new DestinationOptions(address, srSopClass, summaryTitle, pictures, other);
    }

    /** This destination, with other pictures. */
    public DestinationOptions withPictures(DestinationPictures other) {
        return new DestinationOptions(address, srSopClass, summaryTitle, other, services);
    }
}
