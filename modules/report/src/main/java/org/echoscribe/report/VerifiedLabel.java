package org.echoscribe.report;

import java.util.List;
import java.util.Optional;
import org.echoscribe.vocabulary.Code;
import org.echoscribe.vocabulary.View;

/**
 * What a person says about the view of one loop, which goes before what a model says.
 *
 * @param view the class, where it is one of ours
 * @param imageView the view as coded; empty where the person finds none in the loop
 * @param imageViewModifier what narrows it
 * @param reader who says so
 * @param documentUid the VERIFIED document that says so
 */
public record VerifiedLabel(
        Optional<View> view,
        Optional<Code> imageView,
        Optional<Code> imageViewModifier,
        Reader reader,
        String documentUid) {

    /** Codes of other creators are written in plain ASCII, as all text of ours. */
    public VerifiedLabel {
        imageView = imageView.map(VerifiedLabel::plain);
        imageViewModifier = imageViewModifier.map(VerifiedLabel::plain);
    }

    private static Code plain(Code code) {
        return new Code(plain(code.value()), plain(code.scheme()), plain(code.meaning()));
    }

    private static String plain(String text) {
        String plain = PlainAscii.ofAtMost64(text);
        return plain.isEmpty() ? "_" : plain;
    }

    /** A label of ours, or the statement that the loop shows none. */
    public static VerifiedLabel of(Optional<View> view, Reader reader, String documentUid) {
        return new VerifiedLabel(
                view, view.map(View::imageView), view.flatMap(View::imageViewModifier), reader, documentUid);
    }

    /** The line for people, without the reader's name. */
    String line() {
        return view.map(View::displayName)
                .or(() -> imageView.map(Code::meaning))
                .map(PlainAscii::of)
                .orElse("Not classified: " + Concepts.NOT_CLASSIFIABLE_BY_READER.meaning());
    }

    /** What stands for it in the name of a summary's UID. */
    String key() {
        String label = view.map(View::modelClass)
                .or(() -> imageView)
                .map(code -> code.scheme() + ":" + code.value())
                .orElse(Concepts.NOT_CLASSIFIABLE_BY_READER.value());
        return String.join("\t", List.of("verified", label, documentUid));
    }
}
