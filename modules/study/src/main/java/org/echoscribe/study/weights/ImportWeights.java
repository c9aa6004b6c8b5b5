package org.echoscribe.study.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.echoscribe.study.network.Graph;
import org.echoscribe.study.network.Layer;
import org.echoscribe.study.network.Node;
import org.echoscribe.study.network.Parameter;
import org.echoscribe.study.network.Weights;

/**
 * Reads published weights into a backbone: each parameter by name, made to fit ({@link FitTensor}), its shape compared. Where the file's definition adds another epsilon to the variance, the moving variance is
 * moved by the difference, so that the normalisation is the same to the last bit but rounding.
 */
public final class ImportWeights {

    private static final double LARGEST_OFF_GAIN = 1e-6;

    private final Graph graph;
    private final WeightFile source;
    private final Path file;
    private final Map<String, float[]> values;
    private final Map<String, String> matched = new LinkedHashMap<>();
    private final Map<String, String> supplied = new LinkedHashMap<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Set<String> taken = new LinkedHashSet<>();
    private final FitTensor fit;

    private ImportWeights(Graph graph, Weights start, Path file) throws IOException {
        this.graph = graph;
        this.source = WeightFile.open(file);
        this.file = file;
        this.values = new LinkedHashMap<>(start.values());
        this.fit = new FitTensor(graph, source.axes(), file, notes);
    }

    /**
     * What came of it.
     *
     * @param weights of the backbone: the file's where it had them
     * @param report what matched, what did not
     */
    public record Imported(Weights weights, ImportReport report) {}

    /**
     * Imports a file.
     *
     * @param start what parameters hold that the file lacks
     * @throws IOException if the file cannot be read, is of another network, or of another size
     */
    public static Imported into(Graph backbone, Weights start, Path file) throws IOException {
        return new ImportWeights(backbone, start, file).run();
    }

    private Imported run() throws IOException {
        for (Node node : graph.nodes()) {
            for (Parameter parameter : node.parameters()) {
                take(node, parameter);
            }
            refuseLostGain(node);
        }
        if (matched.isEmpty()) {
            String some = String.join(
                    ", ", source.tensors().keySet().stream().sorted().limit(3).toList());
            throw new IOException(file + " holds nothing of " + graph.name() + ": it starts with " + some
                    + ". Is it the file of another network?");
        }
        notes.addAll(source.differences(graph));
        List<String> leftOver = source.tensors().keySet().stream()
                .filter(name -> !taken.contains(name) && !name.endsWith("num_batches_tracked"))
                .toList();
        ImportReport report =
                new ImportReport(file.getFileName(), sha256(), matched, supplied, missing, leftOver, notes);
        return new Imported(new Weights(values), report);
    }

    private void take(Node node, Parameter parameter) throws IOException {
        Optional<String> name = source.namesOf(graph, node, parameter).stream()
                .filter(source.tensors()::containsKey)
                .findFirst();
        if (name.isEmpty()) {
            supplyOrMiss(node, parameter);
            return;
        }
        StoredTensor fitted = fit.fit(source.tensors().get(name.get()), node, parameter);
        values.put(parameter.name(), adjusted(node, parameter, fitted.values()));
        matched.put(parameter.name(), name.get());
        taken.add(name.get());
    }

    /** What a definition without bias, or without gain, computes with. */
    private void supplyOrMiss(Node node, Parameter parameter) {
        boolean kernelThere = source.namesOf(graph, node, siblingOf(node, parameter)).stream()
                .anyMatch(source.tensors()::containsKey);
        if (kernelThere && parameter.role() == Parameter.Role.BIAS) {
            values.put(parameter.name(), new float[parameter.size()]);
            supplied.put(parameter.name(), "0");
        } else if (kernelThere && parameter.role() == Parameter.Role.GAMMA) {
            float[] ones = new float[parameter.size()];
            Arrays.fill(ones, 1);
            values.put(parameter.name(), ones);
            supplied.put(parameter.name(), "1");
        } else {
            missing.add(parameter.name());
        }
    }

    /** The node's parameter that every definition has. */
    private static Parameter siblingOf(Node node, Parameter parameter) {
        return node.parameters().stream()
                .filter(other -> other.role() == Parameter.Role.KERNEL || other.role() == Parameter.Role.MOVING_MEAN)
                .findFirst()
                .orElse(parameter);
    }

    private float[] adjusted(Node node, Parameter parameter, float[] stored) {
        if (!(node.layer() instanceof Layer.BatchNormalization normalization)
                || parameter.role() != Parameter.Role.MOVING_VARIANCE) {
            return stored;
        }
        double difference = source.epsilonOf(graph, normalization.epsilon()) - normalization.epsilon();
        if (difference == 0) {
            return stored;
        }
        float[] moved = new float[stored.length];
        int tooSmall = 0;
        for (int i = 0; i < moved.length; i++) {
            moved[i] = (float) Math.max(0, stored[i] + difference);
            tooSmall += stored[i] + difference < 0 ? 1 : 0;
        }
        if (tooSmall > 0) {
            notes.add(parameter.name() + ": " + tooSmall + " variances are smaller than the difference of epsilon ("
                    + -difference + "), so that these channels come out smaller than in the file's definition");
        }
        return moved;
    }

    /** A file that has a gain where our network has none is usable only if the gain does nothing. */
    private void refuseLostGain(Node node) throws IOException {
        if (!(node.layer() instanceof Layer.BatchNormalization normalization) || normalization.scale()) {
            return;
        }
        Parameter gain = new Parameter(node.name(), Parameter.Role.GAMMA, new long[] {1});
        for (String name : source.namesOf(graph, node, gain)) {
            StoredTensor stored = source.tensors().get(name);
            if (stored == null) {
                continue;
            }
            for (float value : stored.values()) {
                if (Math.abs(value - 1) > LARGEST_OFF_GAIN) {
                    throw new IOException(file + ": " + name + " is a gain other than 1, which " + graph.name()
                            + " has no parameter for: this file is of another definition of the network");
                }
            }
            taken.add(name);
        }
    }

    private String sha256() throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(stream, digest).transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
