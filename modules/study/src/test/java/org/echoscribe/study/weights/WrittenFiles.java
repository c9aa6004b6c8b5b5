package org.echoscribe.study.weights;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.echoscribe.study.weights.ReferenceNetworks.Variable;

/** Weight files as Keras and the safetensors library write them. */
final class WrittenFiles {

    private WrittenFiles() {}

    /** A group for each layer, in it the layer's name once more, as {@code save_weights} of Keras 2 does. */
    static Path keras(Path file, Map<String, Variable> variables) {
        try (WritableHdfFile hdf = HdfFile.write(file)) {
            variables.forEach((name, variable) -> {
                String layer = name.substring(0, name.indexOf('|'));
                WritableGroup group = hdf;
                for (String step : (layer + "/" + layer).split("/")) {
                    group = group.getChildren().get(step) instanceof WritableGroup known ? known : group.putGroup(step);
                }
                group.putDataset(name.substring(name.indexOf('|') + 1), nested(variable.values(), variable.shape()));
            });
        }
        return file;
    }

    /** The names of Keras 1: no second group, {@code convolution2d_1}, {@code _W_1:0} and {@code _b_1:0}. */
    static Path keras1(Path file, Map<String, Variable> variables) {
        try (WritableHdfFile hdf = HdfFile.write(file)) {
            variables.forEach((name, variable) -> {
                String layer = name.substring(0, name.indexOf('|'))
                        .replace("conv2d_", "convolution2d_")
                        .replace("batch_normalization_", "batchnormalization_");
                WritableGroup group =
                        hdf.getChildren().get(layer) instanceof WritableGroup known ? known : hdf.putGroup(layer);
                String suffix = "_"
                        + switch (name.substring(name.indexOf('|') + 1)) {
                            case "kernel:0" -> "W_1:0";
                            case "bias:0" -> "b_1:0";
                            case "moving_mean:0" -> "running_mean_1:0";
                            case "moving_variance:0" -> "running_std_1:0";
                            case String same -> same.replace(":0", "_1:0");
                        };
                group.putDataset(layer + suffix, nested(variable.values(), variable.shape()));
            });
        }
        return file;
    }

    private static Object nested(float[] values, int... shape) {
        Object array = Array.newInstance(float.class, shape);
        fill(array, values, 0, shape, 0);
        return array;
    }

    private static int fill(Object array, float[] values, int from, int[] shape, int axis) {
        int next = from;
        for (int i = 0; i < shape[axis]; i++) {
            if (axis == shape.length - 1) {
                Array.setFloat(array, i, values[next++]);
            } else {
                next = fill(Array.get(array, i), values, next, shape, axis + 1);
            }
        }
        return next;
    }

    /** Single precision, one after the other. */
    static Path safetensors(Path file, Map<String, Variable> tensors) throws IOException {
        int[] offset = {0};
        String header = tensors.entrySet().stream()
                .map(entry -> {
                    int first = offset[0];
                    offset[0] += entry.getValue().values().length * Float.BYTES;
                    String shape = IntStream.of(entry.getValue().shape())
                            .mapToObj(String::valueOf)
                            .collect(Collectors.joining(","));
                    return "\"" + entry.getKey() + "\":{\"dtype\":\"F32\",\"shape\":[" + shape + "],\"data_offsets\":["
                            + first + "," + offset[0] + "]}";
                })
                .collect(Collectors.joining(",", "{\"__metadata__\":{\"format\":\"pt\"},", "}"));
        byte[] head = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + head.length + offset[0]).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(head.length).put(head);
        tensors.values().forEach(tensor -> {
            for (float value : tensor.values()) {
                bytes.putFloat(value);
            }
        });
        return Files.write(file, bytes.array());
    }

    /** A kernel rows, columns, channels, filters as filters, channels, rows, columns; anything else as it is. */
    static Variable asTorch(Variable keras) {
        int[] shape = keras.shape();
        if (shape.length != 4) {
            return keras;
        }
        float[] values = new float[keras.values().length];
        for (int row = 0; row < shape[0]; row++) {
            for (int column = 0; column < shape[1]; column++) {
                for (int channel = 0; channel < shape[2]; channel++) {
                    for (int filter = 0; filter < shape[3]; filter++) {
                        values[((filter * shape[2] + channel) * shape[0] + row) * shape[1] + column] =
                                keras.values()[((row * shape[1] + column) * shape[2] + channel) * shape[3] + filter];
                    }
                }
            }
        }
        return new Variable(new int[] {shape[3], shape[2], shape[0], shape[1]}, values);
    }
}
