package org.echoscribe.study.network;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Every network that J. P. Howard et al., J Med Artif Intell 2020;3:4, doi 10.21037/jmai.2019.10.03, compare, with what they
 * published of it: the rows of the paper's table, in its order.
 *
 * <p>The name is for command lines, files and bundles and never changes. {@link #at} gives the network in some size:
 * the declaration, what learns, and what it reads.
 *
 * <p>Parameters are named after the graph's nodes ({@link Parameter#name()}, such as {@code block1_conv1/kernel}), and nodes
 * after the layers of Keras' published definition; the class of each backbone says how. The head's dense layer is
 * {@code logits}.
 */
public enum PaperNetwork {
    VGG16("vgg16", "VGG-16", Group.CLASSICAL_2D, Published.of(14.7, 86.4, 0.0), 224),
    INCEPTION_V3("inception-v3", "Inception V3", Group.CLASSICAL_2D, Published.of(21.9, 11.9, 0.868), 299),
    RESNET50("resnet50", "ResNet-50", Group.CLASSICAL_2D, Published.of(23.6, 11.0, 0.878), 224),
    DENSENET121("densenet121", "DenseNet-121", Group.CLASSICAL_2D, Published.of(7.0, 10.0, 0.889), 224),
    XCEPTION("xception", "Xception", Group.CLASSICAL_2D, Published.of(20.9, 8.1, 0.910), 299),
    TD_XCEPTION("td-xception", "TD-Xception", Group.TIME_DISTRIBUTED, Published.ofError(4.7, 0.947), 299),
    /** The paper trained it without success, and gives no figure. */
    C3D("c3d", "C3D, modified", Group.CLIPS_3D, Published.nothing(), 112),
    I3D("i3d", "I3D", Group.CLIPS_3D, Published.ofError(10.6), 224),
    /** The paper's text mentions its result without a figure. */
    TEMPORAL_INCEPTION_V3(
            "temporal-inception-v3", "Inception V3 on optical flow", Group.TEMPORAL, Published.nothing(), 224),
    TWO_STREAM_TD_XCEPTION(
            "two-stream-td-xception", "Two-stream, TD-Xception", Group.TWO_STREAM, Published.ofError(3.9, 0.957), 299),
    TWO_STREAM_I3D("two-stream-i3d", "Two-stream, I3D", Group.TWO_STREAM, Published.nothing(), 224);

    /** Sections of the paper's table. */
    public enum Group {
        CLASSICAL_2D("Classical 2D"),
        TIME_DISTRIBUTED("Time-distributed"),
        CLIPS_3D("3D"),
        TEMPORAL("Temporal alone"),
        TWO_STREAM("Two-stream");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        /** As it is headed. */
        public String title() {
            return title;
        }
    }

    /**
     * The paper's figures.
     *
     * @param parametersMillions as printed
     * @param errorPercent of 2,140 test loops
     * @param kappa Cohen's
     */
    public record Published(OptionalDouble parametersMillions, OptionalDouble errorPercent, OptionalDouble kappa) {

        static Published of(double parametersMillions, double errorPercent, double kappa) {
            return new Published(
                    OptionalDouble.of(parametersMillions), OptionalDouble.of(errorPercent), OptionalDouble.of(kappa));
        }

        static Published ofError(double errorPercent, double kappa) {
            return new Published(OptionalDouble.empty(), OptionalDouble.of(errorPercent), OptionalDouble.of(kappa));
        }

        static Published ofError(double errorPercent) {
            return new Published(OptionalDouble.empty(), OptionalDouble.of(errorPercent), OptionalDouble.empty());
        }

        static Published nothing() {
            return new Published(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
        }
    }

    private static final double KERAS_MOMENTUM = 0.99;
    private static final int FLOW_PIXELS = 224;

    private final String id;
    private final String title;
    private final Group group;
    private final Published published;
    private final int pixels;

    PaperNetwork(String id, String title, Group group, Published published, int pixels) {
        this.id = id;
        this.title = title;
        this.group = group;
        this.published = published;
        this.pixels = pixels;
    }

    /** The stable name, in kebab-case. */
    public String id() {
        return id;
    }

    /** What a person reads in tables. */
    public String title() {
        return title;
    }

    /** The section of the paper's table. */
    public Group group() {
        return group;
    }

    /** What the paper printed of it. */
    public Published published() {
        return published;
    }

    /**
     * The network of this name.
     *
     * @throws IllegalArgumentException if there is none; the message lists all
     */
    public static PaperNetwork named(String id) {
        return Arrays.stream(values())
                .filter(network -> network.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no network '" + id + "'; there are "
                        + Arrays.stream(values()).map(PaperNetwork::id).collect(Collectors.joining(", "))));
    }

    /** Whether it reads frames. */
    public boolean readsFrames() {
        return group != Group.TEMPORAL;
    }

    /** Whether it reads optical flow. */
    public boolean readsFlow() {
        return group == Group.TEMPORAL || group == Group.TWO_STREAM;
    }

    /** In the paper's size. */
    public SizedNetwork publishedSize() {
        return sized(1, OptionalInt.empty());
    }

    /**
     * In another size.
     *
     * @param width multiplier of every layer's channels, above 0 and at most 1
     * @param otherPixels rows and columns of frames and flow; the paper's own where not given
     */
    public SizedNetwork sized(double width, OptionalInt otherPixels) {
        return at(
                new NetworkScale(width, otherPixels.orElse(pixels), KERAS_MOMENTUM),
                new NetworkScale(width, otherPixels.orElse(FLOW_PIXELS), KERAS_MOMENTUM));
    }

    /** With frames and flow in the same size. */
    public SizedNetwork at(NetworkScale scale) {
        return at(scale, scale);
    }

    /** With frames and flow in sizes of their own. */
    public SizedNetwork at(NetworkScale spatial, NetworkScale temporal) {
        return new SizedNetwork(this, spatial, temporal);
    }

    /** How the spatial stream's frames are read. */
    Optional<FrameReading> reading() {
        return switch (this) {
            case VGG16, INCEPTION_V3, RESNET50, DENSENET121, XCEPTION -> Optional.of(FrameReading.VOTES);
            case TD_XCEPTION, TWO_STREAM_TD_XCEPTION -> Optional.of(FrameReading.SERIES);
            case C3D, I3D, TWO_STREAM_I3D -> Optional.of(FrameReading.CLIP);
            case TEMPORAL_INCEPTION_V3 -> Optional.empty();
        };
    }

    /** The spatial stream's backbone. */
    Optional<Graph> spatialBackbone(NetworkScale scale) {
        return switch (this) {
            case VGG16 -> Optional.of(Vgg16.backbone(scale));
            case INCEPTION_V3 -> Optional.of(InceptionV3.backbone("frames", 3, scale));
            case RESNET50 -> Optional.of(ResNet50.backbone(scale));
            case DENSENET121 -> Optional.of(DenseNet121.backbone(scale));
            case XCEPTION, TD_XCEPTION, TWO_STREAM_TD_XCEPTION -> Optional.of(Xception.backbone(scale));
            case C3D -> Optional.of(C3d.backbone(FrameReading.CLIP.frames(), scale));
            case I3D, TWO_STREAM_I3D -> Optional.of(I3d.backbone(FrameReading.CLIP.frames(), scale));
            case TEMPORAL_INCEPTION_V3 -> Optional.empty();
        };
    }
}
