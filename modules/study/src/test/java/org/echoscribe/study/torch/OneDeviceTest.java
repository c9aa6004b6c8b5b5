package org.echoscribe.study.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.InvokeInstruction;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Where tensors come from, so that one choice moves all of them. */
class OneDeviceTest {

    /** What makes a tensor out of nothing, on the processor unless told otherwise. */
    private static final Set<String> FACTORIES = Set.of(
            "arange",
            "empty",
            "eye",
            "from_blob",
            "full",
            "linspace",
            "normal",
            "ones",
            "rand",
            "randint",
            "randn",
            "randperm",
            "scalar_tensor",
            "tensor",
            "zeros");

    @Test
    void tensorsComeFromOnePlaceWhichPutsThemOnTheDevice() throws IOException, URISyntaxException {
        Path classes = Path.of(Tensors.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Set<String> makers = new TreeSet<>();
        try (Stream<Path> files = Files.walk(classes)) {
            List<Path> compiled =
                    files.filter(file -> file.toString().endsWith(".class")).toList();
            assertThat(compiled).hasSizeGreaterThan(50);
            for (Path file : compiled) {
                ClassModel model = ClassFile.of().parse(file);
                if (makesTensors(model)) {
                    makers.add(model.thisClass().asInternalName());
                }
            }
        }
        assertThat(makers).containsExactly("org/echoscribe/study/torch/Tensors");
    }

    private static boolean makesTensors(ClassModel model) {
        return model.methods().stream()
                .flatMap(method -> method.code().stream())
                .flatMap(code -> code.elementStream())
                .anyMatch(OneDeviceTest::makesTensor);
    }

    private static boolean makesTensor(CodeElement element) {
        return element instanceof InvokeInstruction call
                && call.owner().asInternalName().equals("org/bytedeco/pytorch/global/torch")
                && FACTORIES.contains(call.name().stringValue());
    }

    @Test
    void withoutCudaTheProcessorIsChosenAndADemandForCudaIsRefusedWithWhatToDo() {
        Assumptions.assumeFalse(torch.cuda_is_available(), "this machine has CUDA");
        TorchDevice.use(TorchDevice.Choice.AUTO, 0);
        assertThat(TorchDevice.name()).isEqualTo("cpu");
        assertThatThrownBy(() -> TorchDevice.use(TorchDevice.Choice.CUDA, 0))
                .hasMessageContaining("--device cpu")
                .hasMessageContaining("cuda-training");
    }
}
