package org.echoscribe.report;

import java.time.Instant;
import java.util.Optional;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.Uids;
import org.echoscribe.dicom.dataset.Vr;
import org.echoscribe.vocabulary.ModelIdentity;

/**
 * Writes a presentation state that draws one loop's label over all its frames, for viewers that show such states: Color
 * Softcopy (PS3.3 A.33.2) for colour loops and Grayscale Softcopy (A.33.1) for the others. The loop itself stays as it is.
 */
public final class WritePresentationState {

    private static final String LAYER = "AI_VIEW";
    private static final String DESCRIPTION = "AI echo view label";

    /**
     * Writes one presentation state.
     *
     * @return empty where the outcome has no document of its own, or the source does not say how large its frames are
     */
    public Optional<Attributes> write(LoopResult result, ModelIdentity model, ReportPolicy policy) {
        Attributes header = result.header().dataSet();
        int rows = header.integer(Tag.Rows).orElse(0);
        int columns = header.integer(Tag.Columns).orElse(0);
        if (!WriteLoopReport.hasOwnDocument(result.outcome(), policy) || rows < 1 || columns < 1) {
            return Optional.empty();
        }
        boolean grey = header.string(Tag.PhotometricInterpretation)
                .filter(photometric -> photometric.startsWith("MONOCHROME"))
                .isPresent();
        ReportUids uids = new ReportUids(model, policy);
        Algorithm algorithm = new Algorithm(model, policy);
        Instant at = result.analysedAt();
        DerivedObject object = new DerivedObject(
                SeriesKind.PRESENTATION_STATE,
                uids.series(SeriesKind.PRESENTATION_STATE, result),
                grey ? Uids.GrayscaleSoftcopyPresentationStateStorage : Uids.ColorSoftcopyPresentationStateStorage,
                uids.presentationState(result),
                result.header().instanceNumber().orElse(1),
                result.header(),
                at);
        ReportTime time = ReportTime.of(result.header(), policy.zone());
        Attributes state = object.toAttributes(policy.node(), time, algorithm.synthetic())
                .setItems(Tag.ContributingEquipmentSequence, algorithm.contributingEquipment(time, at))
                .set(Tag.BodyPartExamined, "HEART")
                .set(Tag.ContentLabel, LAYER)
                .set(Tag.ContentDescription, DESCRIPTION)
                .setEmpty(Tag.ContentCreatorName)
                .set(Tag.PresentationCreationDate, time.date(at))
                .set(Tag.PresentationCreationTime, time.time(at))
                .setItems(Tag.ReferencedSeriesSequence, loop(result.header()))
                .setItems(Tag.DisplayedAreaSelectionSequence, wholeImage(header, rows, columns))
                .setItems(Tag.GraphicAnnotationSequence, annotation(text(result, algorithm)))
                .setItems(Tag.GraphicLayerSequence, layer(grey));
        return Optional.of(
                grey
                        ? state.set(Tag.PresentationLUTShape, "IDENTITY")
                        : state.setBytes(Tag.ICCProfile, Vr.OB, StandardRgbProfile.bytes()));
    }

    private static String text(LoopResult result, Algorithm algorithm) {
        return "AI, unverified: " + LoopGroup.comment(OutcomeCodes.of(result.outcome())) + algorithm.commentEnd();
    }

    private static Attributes loop(SourceHeader header) {
        return new Attributes()
                .set(Tag.SeriesInstanceUID, header.seriesInstanceUid())
                .setItems(
                        Tag.ReferencedImageSequence,
                        new Attributes()
                                .set(Tag.ReferencedSOPClassUID, header.sopClassUid())
                                .set(Tag.ReferencedSOPInstanceUID, header.sopInstanceUid()));
    }

    private static Attributes wholeImage(Attributes header, int rows, int columns) {
        int[] aspect = header.integers(Tag.PixelAspectRatio);
        boolean given = aspect.length == 2 && aspect[0] > 0 && aspect[1] > 0;
        return new Attributes()
                .setIntegers(Tag.DisplayedAreaTopLeftHandCorner, Vr.SL, 1, 1)
                .setIntegers(Tag.DisplayedAreaBottomRightHandCorner, Vr.SL, columns, rows)
                .set(Tag.PresentationSizeMode, "SCALE TO FIT")
                .setIntegers(Tag.PresentationPixelAspectRatio, Vr.IS, given ? aspect : new int[] {1, 1});
    }

    /** At the lower left of the display, where carts put nothing, in units of the displayed area. */
    private static Attributes annotation(String text) {
        Attributes textObject = new Attributes()
                .set(Tag.BoundingBoxAnnotationUnits, "DISPLAY")
                .set(Tag.UnformattedTextValue, text)
                .setReals(Tag.BoundingBoxTopLeftHandCorner, Vr.FL, 0.02, 0.92)
                .setReals(Tag.BoundingBoxBottomRightHandCorner, Vr.FL, 0.75, 0.98)
                .set(Tag.BoundingBoxTextHorizontalJustification, "LEFT");
        return new Attributes().set(Tag.GraphicLayer, LAYER).setItems(Tag.TextObjectSequence, textObject);
    }

    private static Attributes layer(boolean grey) {
        Attributes layer = new Attributes()
                .set(Tag.GraphicLayer, LAYER)
                .set(Tag.GraphicLayerOrder, "1")
                .set(Tag.GraphicLayerDescription, DESCRIPTION);
        return grey
                ? layer.setIntegers(Tag.GraphicLayerRecommendedDisplayGrayscaleValue, Vr.US, 0xFFFF)
                : layer.setIntegers(Tag.GraphicLayerRecommendedDisplayCIELabValue, Vr.US, 55000, 32896, 50000);
    }
}
