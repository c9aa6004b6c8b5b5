package org.echoscribe.imaging.flow;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.echoscribe.vocabulary.InputSpecification.TvL1Parameters;

/** Prints which optical flow this JVM has and the digest of a field, for tests that start JVMs with other options. */
public final class FlowProbe {

    private FlowProbe() {}

    public static void main(String[] arguments) throws Exception {
        OpticalFlow flow = OpticalFlow.fastest();
        System.out.println(flow.name());
        System.out.println(digest(flow));
    }

    static String digest(OpticalFlow flow) throws Exception {
        List<GreyImage> frames = new Speckle(8).beating(75, 53, 2, 9);
        FlowField field = flow.between(frames, TvL1Parameters.defaults()).getFirst();
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (float[] component : List.of(field.horizontal(), field.vertical())) {
            ByteBuffer bytes = ByteBuffer.allocate(component.length * Float.BYTES);
            bytes.asFloatBuffer().put(component);
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
