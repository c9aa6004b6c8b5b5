package org.echoscribe.report;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.echoscribe.vocabulary.Code;
import org.echoscribe.vocabulary.View;

/** Finds which of the 14 classes an Image View of any creator means. */
final class CodedView {

    /** Schemes under which SNOMED RT codes are found in old documents. */
    private static final Set<String> LEGACY_SCHEMES = Set.of("SRT", "SNM3", "99SDM");

    /** SNOMED RT values and the SNOMED CT ones that replaced them (PS3.16 annex O). */
    private static final Map<String, String> SNOMED_CT_BY_RT = Map.of(
            "G-0396", "399139001",
            "G-0577", "443082005",
            "G-0397", "399306005",
            "G-0398", "399239005",
            "G-A19B", "399232001",
            "G-0395", "399339008",
            "G-A19C", "399214001",
            "G-A191", "398994001");

    private CodedView() {}

    /** The class with this private code, such as (EV-A4CLV, 99ECHOVIEW). */
    static Optional<View> ofClass(Code outputClass) {
        return outputClass.scheme().equals(Code.PRIVATE_SCHEME)
                ? View.ofClassValue(outputClass.value())
                : Optional.empty();
    }

    /** The class whose Image View and modifier are exactly these; a broader code means none of the narrower classes. */
    static Optional<View> of(Code imageView, Optional<Code> modifier) {
        String wanted = key(imageView) + modifier.map(CodedView::key).orElse("");
        return Arrays.stream(View.values())
                .filter(view -> wanted.equals(key(view.imageView())
                        + view.imageViewModifier().map(CodedView::key).orElse("")))
                .findFirst();
    }

    private static String key(Code code) {
        boolean legacy = LEGACY_SCHEMES.contains(code.scheme()) && SNOMED_CT_BY_RT.containsKey(code.value());
        return legacy ? " SCT " + SNOMED_CT_BY_RT.get(code.value()) : " " + code.scheme() + " " + code.value();
    }
}
