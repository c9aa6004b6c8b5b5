package org.echoscribe.study.cli;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.echoscribe.inference.BundleWriter;
import org.echoscribe.inference.ModelBundle;
import org.echoscribe.study.onnx.AddActivationMaps;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code echoscribe activation}: a copy of a bundle whose graphs also give class-activation maps. */
@Command(
        name = "activation",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes a copy of a bundle whose graphs also give class-activation maps: where in the picture a",
            "stream saw what speaks for each view. Scores stay the same, and who does not ask for a map pays",
            "nothing. A stream has a map where the head only averages its vectors over time.",
            "The copy is another model to the node: it has another digest."
        },
        footer = {
            "",
            "Example: echoscribe activation --bundle etc/models/phantom-small --out phantom-small-maps",
            "Exit status: 0 done, 1 failed, 2 wrong usage."
        })
final class ActivationCommand implements Callable<Integer> {

    @Option(names = "--bundle", required = true, paramLabel = "DIR|ZIP", description = "The model bundle.")
    private Path bundle = Path.of("");

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "The copy's directory; it must not exist, or be empty.")
    private Path out = Path.of("");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (ModelBundle opened = ModelBundle.open(bundle)) {
            ModelProto head = read(opened.file(ModelBundle.HEAD_FILE).orElseThrow());
            Map<String, String> streams = new LinkedHashMap<>();
            streams.put("spatial", ModelBundle.SPATIAL_FILE);
            streams.put("temporal", ModelBundle.TEMPORAL_FILE);
            BundleWriter writer = new BundleWriter(
                            opened.description(),
                            Files.readString(opened.file(ModelBundle.CARD_FILE).orElseThrow()))
                    .add(ModelBundle.HEAD_FILE, head.toByteArray());
            List<String> extended = new ArrayList<>();
            for (Map.Entry<String, String> stream : streams.entrySet()) {
                Optional<Path> file = opened.file(stream.getValue());
                if (file.isPresent()) {
                    ModelProto graph = read(file.get());
                    Optional<ModelProto> withMaps = AddActivationMaps.to(graph, head, stream.getKey());
                    withMaps.ifPresent(_ -> extended.add(stream.getKey()));
                    writer.add(stream.getValue(), withMaps.orElse(graph).toByteArray());
                }
            }
            if (extended.isEmpty()) {
                throw new IOException("No stream of " + bundle + " has class-activation maps: its head does more than"
                        + " average their vectors. Ask for its saliency instead");
            }
            writer.writeDirectory(out);
            spec.commandLine().getOut().println(out + ": maps of the stream " + String.join(" and ", extended));
        }
        return 0;
    }

    private static ModelProto read(Path file) throws IOException {
        return ModelProto.parseFrom(Files.readAllBytes(file));
    }
}
