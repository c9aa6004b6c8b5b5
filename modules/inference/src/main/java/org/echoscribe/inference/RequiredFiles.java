package org.echoscribe.inference;

import java.util.ArrayList;
import java.util.List;
import org.echoscribe.vocabulary.InputSpecification;

/** Which files a bundle must have, by the streams of its network. */
final class RequiredFiles {

    private RequiredFiles() {}

    static List<String> of(InputSpecification specification) {
        List<String> required = new ArrayList<>(List.of(ModelBundle.CARD_FILE, ModelBundle.HEAD_FILE));
        specification.spatial().ifPresent(stream -> required.add(ModelBundle.SPATIAL_FILE));
        specification.temporal().ifPresent(stream -> required.add(ModelBundle.TEMPORAL_FILE));
        return required;
    }
}
