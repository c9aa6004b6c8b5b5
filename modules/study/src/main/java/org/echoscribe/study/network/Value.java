package org.echoscribe.study.network;

/**
 * What a node gives: a handle by which later nodes name their inputs.
 *
 * @param name unique within the graph
 * @param shape sizes behind the batch axis
 */
public record Value(String name, Shape shape) {

    /** The shape, where the layer that reads it needs an image. */
    Shape.Image image() {
        if (shape instanceof Shape.Image image) {
            return image;
        }
        throw new IllegalArgumentException(name + " is not an image but " + shape);
    }

    /** The shape, where the layer that reads it needs a clip. */
    Shape.Volume volume() {
        if (shape instanceof Shape.Volume volume) {
            return volume;
        }
        throw new IllegalArgumentException(name + " is not a volume but " + shape);
    }

    /** How many feature maps, of an image or a volume. */
    int channels() {
        return shape instanceof Shape.Volume volume ? volume.channels() : image().channels();
    }

    /** The shape, where the layer that reads it needs a series. */
    Shape.Series series() {
        if (shape instanceof Shape.Series series) {
            return series;
        }
        throw new IllegalArgumentException(name + " is not a series but " + shape);
    }

    /** The length, where the layer that reads it needs a vector. */
    int features() {
        if (shape instanceof Shape.Vector vector) {
            return vector.features();
        }
        throw new IllegalArgumentException(name + " is not a vector but " + shape);
    }

    /** The length of the vector, or of each vector of a series. */
    int lastFeatures() {
        return shape instanceof Shape.Series series ? series.features() : features();
    }
}
