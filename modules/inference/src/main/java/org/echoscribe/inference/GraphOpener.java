package org.echoscribe.inference;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens graphs where they are to be computed: backbones on a GPU where one is wanted and can be had, otherwise on the
 * CPU; heads, about a millisecond's work, always on the CPU.
 *
 * <p>ONNX Runtime unpacks its native library into the temporary directory at every start; the system property {@code
 * onnxruntime.native.path} names a directory that already holds it.
 */
final class GraphOpener {

    private static final Logger LOG = LoggerFactory.getLogger(GraphOpener.class);

    private final OrtEnvironment environment = LoadRuntime.environment();
    private final ExecutionOptions options;
    private boolean cuda;

    GraphOpener(ExecutionOptions options) {
        this.options = options;
        this.cuda = options.provider() != ExecutionProvider.CPU;
        if (cuda && !OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
            useCpuInstead("this build carries no CUDA provider; build with the Maven profile 'cuda'");
        }
    }

    boolean usesCuda() {
        return cuda;
    }

    Graph openBackbone(Path file) throws BundleRejectedException {
        if (cuda) {
            try {
                return open(file, Optional.of(cudaOptions()));
            } catch (OrtException e) {
                useCpuInstead(e.getMessage());
            }
        }
        return openHead(file);
    }

    Graph openHead(Path file) throws BundleRejectedException {
        try {
            return open(file, Optional.empty());
        } catch (OrtException e) {
            throw new BundleRejectedException(
                    "Model bundle file " + file + " is not a graph that ONNX Runtime " + environment.getVersion()
                            + " can open: " + e.getMessage() + ". Export the bundle again",
                    e);
        }
    }

    private Graph open(Path file, Optional<OrtCUDAProviderOptions> gpu) throws OrtException {
        try (OrtSession.SessionOptions session = new OrtSession.SessionOptions()) {
            session.setIntraOpNumThreads(options.intraOpThreads());
            session.setInterOpNumThreads(1);
            session.addConfigEntry("session.intra_op.allow_spinning", "0");
            session.addConfigEntry("session.inter_op.allow_spinning", "0");
            // Patterns are learned per shape, and the last run of a loop or batch is shorter than the others.
            session.setMemoryPatternOptimization(false);
            session.setDeterministicCompute(true);
            if (gpu.isPresent()) {
                session.addCUDA(gpu.get());
            }
            return new Graph(file.getFileName().toString(), environment.createSession(file.toString(), session));
        } finally {
            gpu.ifPresent(OrtCUDAProviderOptions::close);
        }
    }

    private static OrtCUDAProviderOptions cudaOptions() throws OrtException {
        OrtCUDAProviderOptions cudaOptions = new OrtCUDAProviderOptions(0);
        // The exhaustive search would start again for every new batch size.
        cudaOptions.add("cudnn_conv_algo_search", "HEURISTIC");
        // Ten bits of mantissa would make scores differ from the CPU's in the third digit.
        cudaOptions.add("use_tf32", "0");
        return cudaOptions;
    }

    private void useCpuInstead(String why) {
        cuda = false;
        String message = "Inference runs on the CPU, because CUDA cannot be used: {}";
        if (options.provider() == ExecutionProvider.CUDA) {
            LOG.warn(message, why);
        } else {
            LOG.info(message, why);
        }
    }
}
