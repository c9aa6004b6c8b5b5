package org.echoscribe.vocabulary;

import java.util.Optional;

/**
 * The 14 echocardiographic views of Howard et al., J Med Artif Intell 2020;3:4 (doi 10.21037/jmai.2019.10.03), in the
 * order of that paper's table 1.
 *
 * <p>Three codes go with each: the exact private class, the Image View (111031, DCM) that a PACS understands (PS3.16
 * CID 12226 where it has a fitting code), and a modifier where that code is broader than the class.
 */
public enum View {
    PLAX("EV-PLAX", "Parasternal long axis", sct("399139001", "Parasternal long axis")),
    PLAX_VALVES(
            "EV-PLAXV",
            "Parasternal long axis valves",
            sct("399139001", "Parasternal long axis"),
            Code.ofPrivateScheme("EVM-VALVES", "Zoomed on valves")),
    PLAX_RV_INFLOW(
            "EV-PLAXRVI",
            "Parasternal long axis RV inflow",
            sct("443082005", "Parasternal long axis view of the RV inflow tract")),
    PSAX_LV(
            "EV-PSAXLV",
            "Parasternal short axis LV",
            sct("399306005", "Parasternal short axis"),
            Code.ofPrivateScheme("EVM-LV", "Left ventricular level")),
    PSAX_AORTIC_PULMONARY(
            "EV-PSAXAV",
            "Parasternal aortic & pulmonary valves",
            sct("399239005", "Parasternal short axis at the aortic valve level")),
    A2C("EV-A2C", "Apical 2 chamber", sct("399232001", "Apical two chamber")),
    A3C("EV-A3C", "Apical 3 chamber", sct("399339008", "Apical long axis")),
    A4C_LV("EV-A4CLV", "Apical 4 chamber, LV", sct("399214001", "Apical four chamber")),
    A4C_RV("EV-A4CRV", "Apical 4 chamber, RV", new Code("130681", "DCM", "Apical four chamber RV Focused")),
    A5C("EV-A5C", "Apical 5 chamber", sct("398994001", "Five chamber")),
    APICAL_LA_MV("EV-ALAMV", "Apical LA/MV focused"),
    APEX("EV-APEX", "Apex"),
    SUBCOSTAL("EV-SUBC", "Subcostal"),
    SUPRASTERNAL("EV-SSN", "Suprasternal");

    private final Code modelClass;
    private final Code imageView;
    private final Optional<Code> imageViewModifier;

    View(String classValue, String meaning) {
        this.modelClass = Code.ofPrivateScheme(classValue, meaning);
        this.imageView = modelClass;
        this.imageViewModifier = Optional.empty();
    }

    View(String classValue, String meaning, Code imageView) {
        this.modelClass = Code.ofPrivateScheme(classValue, meaning);
        this.imageView = imageView;
        this.imageViewModifier = Optional.empty();
    }

    View(String classValue, String meaning, Code imageView, Code modifier) {
        this.modelClass = Code.ofPrivateScheme(classValue, meaning);
        this.imageView = imageView;
        this.imageViewModifier = Optional.of(modifier);
    }

    /** The exact class in this product's own scheme, such as (EV-A4CLV, 99ECHOVIEW, "Apical 4 chamber, LV"). */
    public Code modelClass() {
        return modelClass;
    }

    /** The value written for Image View (111031, DCM). */
    public Code imageView() {
        return imageView;
    }

    /** The value written for Image View Modifier (111032, DCM), where the Image View is broader than the class. */
    public Optional<Code> imageViewModifier() {
        return imageViewModifier;
    }

    /** The name a person reads, such as "Apical 4 chamber, LV". */
    public String displayName() {
        return modelClass.meaning();
    }

    /** The view whose private class code has this value, such as {@code EV-A4CLV}. */
    public static Optional<View> ofClassValue(String value) {
        for (View view : values()) {
            if (view.modelClass.value().equals(value)) {
                return Optional.of(view);
            }
        }
        return Optional.empty();
    }

    private static Code sct(String value, String meaning) {
        return new Code(value, "SCT", meaning);
    }
}
