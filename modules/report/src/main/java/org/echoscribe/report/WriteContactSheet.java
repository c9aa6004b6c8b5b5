package org.echoscribe.report;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.dataset.Uids;
import org.echoscribe.dicom.dataset.Vr;
import org.echoscribe.report.sheet.DrawContactSheet;
import org.echoscribe.report.sheet.Entry;
import org.echoscribe.report.sheet.Thumbnail;
import org.echoscribe.vocabulary.ModelIdentity;
import org.echoscribe.vocabulary.View;

/**
 * Writes a study's contact sheet for viewers that show pictures and no reports: Secondary Capture Image (PS3.3 A.8.1) of
 * one RGB frame. Its UID depends on what it says, as a summary's does.
 */
public final class WriteContactSheet {

    /** Finds the small picture of a loop, everything but ultrasound blanked; asked once for each, in reading order. */
    @FunctionalInterface
    public interface Thumbnails {
        Optional<Thumbnail> of(LoopResult result, int side) throws IOException;
    }

    /** Syntaxes that lose something always; JPEG 2000 and JPEG XL say it in the header where they do. */
    private static final Set<String> LOSSY = Set.of(
            TransferSyntax.JpegBaseline8Bit.uid(),
            TransferSyntax.JpegExtended12Bit.uid(),
            TransferSyntax.JpegLsNearLossless.uid());

    private static final String VIDEO = "1.2.840.10008.1.2.4.10";

    private final DrawContactSheet draw = new DrawContactSheet();

    /** The UID that {@link #write} gives, known before anything is drawn. */
    public String sopInstanceUid(
            List<LoopResult> results, Completion completion, ModelIdentity model, ReportPolicy policy) {
        return new ReportUids(model, policy)
                .contactSheet(WriteStudySummary.requireOneStudy(results), results, completion);
    }

    /**
     * Writes one sheet.
     *
     * @param results all objects of one study that are about one patient, at least one, in any order
     * @param completion whether more may come
     * @param model the model that decided last; results of others name theirs
     * @throws IllegalArgumentException if there are no results, or they belong to several studies or patients
     */
    public Attributes write(
            List<LoopResult> results,
            Completion completion,
            ModelIdentity model,
            ReportPolicy policy,
            Thumbnails thumbnails)
            throws IOException {
        List<LoopResult> ordered =
                results.stream().sorted(WriteStudySummary.READING_ORDER).toList();
        ReportUids uids = new ReportUids(model, policy);
        Algorithm algorithm = new Algorithm(model, policy);
        Author.Device author = new Author.Device(algorithm, Algorithm.othersOf(ordered, algorithm, policy));
        SourceHeader source = ordered.getFirst().header();
        Instant lastAnalysis = ordered.stream()
                .map(LoopResult::analysedAt)
                .max(Instant::compareTo)
                .orElseThrow();
        DerivedObject object = new DerivedObject(
                SeriesKind.CONTACT_SHEET,
                uids.studySeries(SeriesKind.CONTACT_SHEET, ordered.getFirst(), author.synthetic()),
                Uids.SecondaryCaptureImageStorage,
                sopInstanceUid(ordered, completion, model, policy),
                1,
                source,
                lastAnalysis);
        DrawContactSheet.Sheet sheet = draw.draw(
                "AI - UNVERIFIED - " + author.all().map(Algorithm::title).collect(Collectors.joining(", ")),
                WriteStudySummary.counts(ordered),
                author.synthetic() ? "SYNTHETIC MODEL" : "",
                ordered.stream().map(WriteContactSheet::entry).toList(),
                (index, side) -> thumbnails.of(ordered.get(index), side));
        ReportTime time = ReportTime.of(source, policy.zone());
        return object.toAttributes(policy.node(), time, author.synthetic())
                .setItems(
                        Tag.ContributingEquipmentSequence,
                        author.all()
                                .map(each -> each.contributingEquipment(time, lastAnalysis))
                                .toArray(Attributes[]::new))
                .set(Tag.BodyPartExamined, "HEART")
                .set(Tag.ConversionType, "WSD")
                .set(Tag.ImageType, "DERIVED", "SECONDARY")
                .set(Tag.ContentDate, time.date(lastAnalysis))
                .set(Tag.ContentTime, time.time(lastAnalysis))
                .setEmpty(Tag.PatientOrientation)
                .set(Tag.BurnedInAnnotation, "YES")
                .set(Tag.LossyImageCompression, ordered.stream().anyMatch(WriteContactSheet::lossy) ? "01" : "00")
                .set(
                        Tag.DerivationDescription,
                        "Views of the loops of this study as a network labels them"
                                + (author.synthetic() ? " (synthetic model)" : ""))
                .setAll(pixels(sheet));
    }

    private static Attributes pixels(DrawContactSheet.Sheet sheet) {
        return new Attributes()
                .setIntegers(Tag.SamplesPerPixel, Vr.US, 3)
                .set(Tag.PhotometricInterpretation, "RGB")
                .setIntegers(Tag.PlanarConfiguration, Vr.US, 0)
                .setIntegers(Tag.Rows, Vr.US, sheet.height())
                .setIntegers(Tag.Columns, Vr.US, sheet.width())
                .setIntegers(Tag.BitsAllocated, Vr.US, 8)
                .setIntegers(Tag.BitsStored, Vr.US, 8)
                .setIntegers(Tag.HighBit, Vr.US, 7)
                .setIntegers(Tag.PixelRepresentation, Vr.US, 0)
                .setBytes(Tag.PixelData, Vr.OB, sheet.rgb());
    }

    private static Entry entry(LoopResult result) {
        String name = LoopGroup.trackingIdentifier(result.header());
        if (result.verified().isPresent()) {
            return new Entry(name, result.verified().get().line(), OptionalDouble.empty(), Entry.Tone.VERIFIED);
        }
        OutcomeCodes codes = OutcomeCodes.of(result.outcome());
        if (codes.view().isEmpty()) {
            return new Entry(name, LoopGroup.line(result), OptionalDouble.empty(), Entry.Tone.OPEN);
        }
        View view = codes.view().get();
        return new Entry(
                name,
                view.displayName(),
                OptionalDouble.of(codes.scores().orElseThrow().of(view)),
                Entry.Tone.ASSERTED);
    }

    private static boolean lossy(LoopResult result) {
        String syntax = result.loop().transferSyntaxUid();
        return LOSSY.contains(syntax)
                || syntax.startsWith(VIDEO)
                || result.header()
                        .dataSet()
                        .string(Tag.LossyImageCompression)
                        .filter("01"::equals)
                        .isPresent();
    }
}
