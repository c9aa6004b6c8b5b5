package org.echoscribe.study.recipe;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.echoscribe.study.data.CodeDigest;
import org.echoscribe.study.data.DataSetDigest;
import org.echoscribe.study.data.PreprocessingDigest;
import org.echoscribe.study.data.StudySplit;

/**
 * What a bundle came from, as digests: each is the same when, and practically only when, what it stands for is the same.
 *
 * @param training of the training loops and their labels
 * @param validation of the validation loops and theirs
 * @param test of the test loops and theirs
 * @param preprocessing of the code that prepares loops
 * @param trainer of the code that trains and exports
 */
public record Digests(String training, String validation, String test, String preprocessing, String trainer) {

    private static final String PROGRAM = "org.echoscribe.study";

    /** Reads every loop's file and this program's classes. */
    public static Digests of(StudySplit split) throws IOException {
        return new Digests(
                DataSetDigest.of(split.training()),
                DataSetDigest.of(split.validation()),
                DataSetDigest.of(split.test()),
                PreprocessingDigest.ofCode(),
                trainerCode());
    }

    /** The classes of networks, training, export and recipe. */
    public static String trainerCode() {
        CodeDigest digest = new CodeDigest();
        for (String part : new String[] {".network", ".torch", ".training", ".onnx", ".recipe"}) {
            digest.addPackage(Digests.class, PROGRAM + part);
        }
        return digest.hex();
    }

    /** For the provenance in {@code bundle.json}. */
    public Map<String, Object> provenance() {
        Map<String, Object> provenance = new LinkedHashMap<>();
        provenance.put("trainingDataSha256", training);
        provenance.put("validationDataSha256", validation);
        provenance.put("testDataSha256", test);
        provenance.put("preprocessingCodeSha256", preprocessing);
        provenance.put("trainerCodeSha256", trainer);
        return provenance;
    }
}
