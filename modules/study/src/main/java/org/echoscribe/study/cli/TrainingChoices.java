package org.echoscribe.study.cli;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.echoscribe.study.torch.Precision;
import org.echoscribe.study.torch.TorchDevice;
import org.echoscribe.study.torch.WorkerGroup;
import org.echoscribe.study.training.ClassWeighting;
import org.echoscribe.study.training.Freezing;
import org.echoscribe.study.training.TrainingOptions;
import org.echoscribe.study.training.TrainingSettings;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** Options of a command that trains: what is learnt at each step, and how it is computed. All are recorded in the bundle. */
final class TrainingChoices {

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            description =
                    "Items of a step (default: the preset's; the paper's is 20 loops). Larger is steadier and needs"
                            + " more memory; see --accumulate.")
    private Optional<Integer> batchSize = Optional.empty();

    @Option(
            names = "--learning-rate",
            paramLabel = "R",
            description =
                    "Adam's first step size (default: the preset's). With a batch N times as large, up to N times as"
                            + " large may do.")
    private Optional<Double> learningRate = Optional.empty();

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Most passes over the training loops (default: the preset's).")
    private Optional<Integer> epochs = Optional.empty();

    @Option(
            names = "--patience",
            paramLabel = "N",
            description = "Epochs without a lower validation loss that make a plateau (default: the preset's).")
    private Optional<Integer> patience = Optional.empty();

    @Option(
            names = "--reductions",
            paramLabel = "N",
            description = "At how many plateaus the learning rate is lowered; the next plateau ends the training"
                    + " (default: the preset's). 0 is early stop alone.")
    private Optional<Integer> reductions = Optional.empty();

    @Option(
            names = "--reduction-factor",
            paramLabel = "F",
            description = "What the learning rate is multiplied by at a plateau (default: the preset's).")
    private Optional<Double> reductionFactor = Optional.empty();

    @Option(
            names = "--class-weights",
            paramLabel = "NAME",
            defaultValue = "none",
            description =
                    "What a loop counts in the loss: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}, as in the"
                            + " paper). balanced makes rare views count as much as common ones: their recall rises, the overall"
                            + " error usually too. Validation counts every loop once.")
    private ClassWeighting classWeights = ClassWeighting.NONE;

    @Option(
            names = "--accumulate",
            paramLabel = "N",
            defaultValue = "1",
            description = "Parts in which a batch is computed, one after the other, before the weights move (default:"
                    + " ${DEFAULT-VALUE}). A part needs that much less memory, and the gradient is that of the whole batch"
                    + " up to rounding, except for batch normalisation, whose statistics are those of a part.")
    private int accumulate = 1;

    @Option(
            names = "--precision",
            paramLabel = "NAME",
            defaultValue = "float32",
            description =
                    "Of the training steps: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). bfloat16 is mixed"
                            + " precision for GPUs from Ampere on: convolutions and dense layers in bfloat16, all else, weights"
                            + " and validation in single precision. On a processor it works but is slower.")
    private Precision precision = Precision.FLOAT32;

    @Option(
            names = "--freeze-epochs",
            paramLabel = "N",
            defaultValue = "0",
            description = "Epochs in which the frame network's backbone keeps the --weights and its head alone learns"
                    + " (default: ${DEFAULT-VALUE}).")
    private int freezeEpochs;

    @Option(
            names = "--unfreeze-epochs",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Epochs over which it is then unfrozen in equal parts, from its end (default: ${DEFAULT-VALUE}:"
                            + " at once). The paper froze I3D for 1 and unfroze it over 5.")
    private int unfreezeEpochs;

    @Option(
            names = "--device",
            paramLabel = "NAME",
            defaultValue = "auto",
            description =
                    "Where to compute: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}: CUDA where libtorch"
                            + " finds it, else the processor; the log says which). CUDA needs a build with the Maven profile cuda-training.")
    private TorchDevice.Choice device = TorchDevice.Choice.AUTO;

    @Option(
            names = "--device-index",
            paramLabel = "K",
            defaultValue = "0",
            description =
                    "Which CUDA device, from 0 (default: ${DEFAULT-VALUE}; the other --workers take the devices after it).")
    private int deviceIndex;

    /** Which CUDA device this process uses, where it uses one. */
    int deviceIndex() {
        return deviceIndex;
    }

    /** Chooses the process' device. */
    void useDevice() throws WrongUsageException {
        try {
            TorchDevice.use(device, deviceIndex);
        } catch (IllegalArgumentException e) {
            throw new WrongUsageException(e.getMessage());
        }
    }

    /** Refuses to keep what was not given. */
    void requireSomethingToKeep(boolean given) throws WrongUsageException {
        if (!given && (freezeEpochs > 0 || unfreezeEpochs > 0)) {
            throw new WrongUsageException(
                    "--freeze-epochs and --unfreeze-epochs keep starting weights of the frame network, and there are"
                            + " none: add --weights xception=FILE");
        }
    }

    /** The preset's settings with what was given in their place. */
    TrainingSettings change(TrainingSettings preset) {
        return new TrainingSettings(
                batchSize.orElse(preset.batchSize()),
                learningRate.orElse(preset.learningRate()),
                epochs.orElse(preset.maximumEpochs()),
                patience.orElse(preset.patienceEpochs()),
                reductions.orElse(preset.learningRateReductions()),
                reductionFactor.orElse(preset.reductionFactor()),
                preset.seed());
    }

    TrainingOptions options(WorkerGroup workers) {
        return new TrainingOptions(
                precision, accumulate, classWeights, new Freezing(freezeEpochs, unfreezeEpochs), workers);
    }

    /** The options of this kind that a person typed, as typed: what the command that does it again needs. */
    String typed(ParseResult parsed) {
        return parsed.matchedOptions().stream()
                .filter(option -> option.userObject() instanceof java.lang.reflect.Field field
                        && field.getDeclaringClass() == TrainingChoices.class)
                .collect(Collectors.toMap(
                        OptionSpec::longestName, TrainingChoices::text, (one, _) -> one, java.util.TreeMap::new))
                .entrySet()
                .stream()
                .map((Map.Entry<String, String> option) -> option.getKey() + " " + option.getValue())
                .collect(Collectors.joining(" "));
    }

    private static String text(OptionSpec option) {
        Object value = option.getValue();
        return String.valueOf(value instanceof Optional<?> optional ? optional.orElse(null) : value);
    }
}
