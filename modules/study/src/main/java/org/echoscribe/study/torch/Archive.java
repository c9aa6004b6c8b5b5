package org.echoscribe.study.torch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.InputArchive;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.OutputArchive;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Checkpoints in libtorch's own archive format, written so that a crash leaves the old file or the new one. */
final class Archive {

    private static final String OPTIMIZER = "optimizer";

    private Archive() {}

    static void write(Path file, Map<String, Tensor> tensors, Optional<Adam> optimizer, Map<String, double[]> numbers)
            throws IOException {
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        try (PointerScope scope = new PointerScope()) {
            OutputArchive archive = new OutputArchive();
            tensors.forEach(
                    (name, tensor) -> archive.write(key(name), tensor.detach().cpu()));
            numbers.forEach((name, values) -> archive.write(key(name), Tensors.doubles(values)));
            optimizer.ifPresent(adam -> {
                OutputArchive state = new OutputArchive();
                adam.save(state);
                archive.write(OPTIMIZER, state);
            });
            archive.save_to(partial.toString());
        }
        try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    static double[] read(Path file, Map<String, Tensor> tensors, Optional<Adam> optimizer, String numbers)
            throws IOException {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            InputArchive archive = new InputArchive();
            archive.load_from(file.toString(), TorchDevice.optional());
            tensors.forEach((name, tensor) -> tensor.copy_(stored(archive, name, torch.ScalarType.Float)));
            optimizer.ifPresent(adam -> {
                InputArchive state = new InputArchive();
                archive.read(OPTIMIZER, state);
                adam.load(state);
            });
            return Tensors.doubles(stored(archive, numbers, torch.ScalarType.Double));
        } catch (RuntimeException e) {
            throw new IOException(
                    "The checkpoint " + file + " does not fit this network; remove it or train without --resume", e);
        }
    }

    private static Tensor stored(InputArchive archive, String name, torch.ScalarType type) {
        Tensor value = Tensors.empty(type);
        archive.read(key(name), value);
        return value;
    }

    /** Archive keys become attribute names, which hold no slash, dot or hyphen. */
    private static String key(String name) {
        return name.replaceAll("[^A-Za-z0-9_]", "_");
    }
}
