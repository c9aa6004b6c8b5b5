package org.echoscribe.study.evaluation;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.echoscribe.inference.ModelBundle;

/**
 * How many numbers a bundle's graphs hold. Batch normalisation is folded into the convolutions there, so it is a little less
 * than the networks were trained with.
 */
final class ShippedParameters {

    private ShippedParameters() {}

    static long of(ModelBundle bundle) throws IOException {
        long sum = 0;
        for (String file : List.of(ModelBundle.SPATIAL_FILE, ModelBundle.TEMPORAL_FILE, ModelBundle.HEAD_FILE)) {
            Optional<Path> graph = bundle.file(file);
            sum += graph.isPresent() ? of(graph.get()) : 0;
        }
        return sum;
    }

    private static long of(Path graph) throws IOException {
        try (InputStream stream = Files.newInputStream(graph)) {
            return ModelProto.parseFrom(stream).getGraph().getInitializerList().stream()
                    .filter(tensor -> tensor.getDataType() != TensorProto.DataType.INT64.getNumber())
                    .mapToLong(tensor -> tensor.getDimsList().stream().reduce(1L, Math::multiplyExact))
                    .sum();
        }
    }
}
