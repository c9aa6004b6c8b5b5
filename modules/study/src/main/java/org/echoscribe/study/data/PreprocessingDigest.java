package org.echoscribe.study.data;

import java.util.List;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.imaging.PrepareInput;

/**
 * A digest of the code that prepares loops: the classes of reading, decoding, masking, scaling, flow and storing. When any of
 * them changes, what they prepared before is not found any more.
 */
public final class PreprocessingDigest {

    private static final List<Class<?>> OF_EACH_MODULE = List.of(DataSetReader.class, PrepareInput.class);
    private static final List<Class<?>> OF_THE_CACHE = List.of(LoopLayout.class, StorePrepared.class);

    private PreprocessingDigest() {}

    /** 64 hexadecimal digits. */
    public static String ofCode() {
        CodeDigest digest = new CodeDigest();
        for (Class<?> module : OF_EACH_MODULE) {
            digest.addPackage(module, module.getPackageName().replaceAll("\\.dataset$", ""));
        }
        OF_THE_CACHE.forEach(digest::addClass);
        return digest.hex();
    }
}
