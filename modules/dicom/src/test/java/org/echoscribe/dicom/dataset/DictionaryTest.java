package org.echoscribe.dicom.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DictionaryTest {

    private static Map<String, Integer> constants() throws IllegalAccessException {
        Map<String, Integer> constants = new TreeMap<>();
        for (Field field : Tag.class.getFields()) {
            constants.put(field.getName(), field.getInt(null));
        }
        return constants;
    }

    @Test
    void everyTagConstantHasItsKeywordInTheDictionary() throws IllegalAccessException {
        assertThat(constants()).hasSizeGreaterThan(900);
        constants().forEach((keyword, tag) -> {
            if (Tag.group(tag) != 0xFFFE) {
                assertThat(Dictionary.keyword(tag)).as(Tag.toString(tag)).hasValue(keyword);
            }
        });
    }

    @Test
    void pydicomKnowsEveryTagByTheSameKeywordAndVr() throws Exception {
        String python = ExternalProgram.assumePydicom();
        List<String> ours = new ArrayList<>();
        constants().forEach((keyword, tag) -> {
            if (Tag.group(tag) != 0xFFFE) {
                ours.add("%08X %s %s %s".formatted(tag, keyword, Dictionary.vr(tag, false), Dictionary.vr(tag, true)));
            }
        });
        String program = "import sys; from pydicom.datadict import dictionary_VR as v, keyword_for_tag as k\n"
                + "m={'OB or OW':('OW','OW'),'US or OW':('OW','OW'),'US or SS':('US','SS')}\n"
                + "for t in sys.argv[1:]:\n"
                + "  n=int(t,16); r=v(n); print(t,k(n),*m.get(r,(r,r)))";
        List<String> command = new ArrayList<>(List.of(python, "-c", program));
        ours.forEach(line -> command.add(line.substring(0, 8)));

        List<String> theirs =
                ExternalProgram.run(command.toArray(String[]::new)).lines();

        assertThat(theirs).containsExactlyElementsOf(ours);
    }

    @Test
    void unknownTagsHaveTheVrsThatTheStandardGivesThem() {
        assertThat(Dictionary.vr(0x00290010, false)).isEqualTo(Vr.LO);
        assertThat(Dictionary.vr(0x00291010, false)).isEqualTo(Vr.UN);
        assertThat(Dictionary.vr(0x00190000, false)).isEqualTo(Vr.UL);
        assertThat(Dictionary.vr(0x0019FF00, false)).isEqualTo(Vr.UN);
    }
}
