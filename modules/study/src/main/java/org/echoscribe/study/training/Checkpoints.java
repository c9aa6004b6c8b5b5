package org.echoscribe.study.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.echoscribe.study.torch.Trainee;
import org.echoscribe.study.torch.WorkerGroup;

/**
 * A training's two files: where it stands, and the best epoch so far. The best is written first, so that a kill between the
 * two makes the epoch be done again, to the same weights. Worker 0 keeps them; the others get what it has, so that workers on
 * several machines need no common storage.
 */
final class Checkpoints {

    private static final String CURRENT = "checkpoint.pt";
    private static final String BEST = "best.pt";

    private final Path directory;
    private final WorkerGroup workers;

    Checkpoints(Path directory, WorkerGroup workers) {
        this.directory = directory;
        this.workers = workers;
    }

    /** Goes on from the last checkpoint, if there is one; what {@link #save} was given. */
    Optional<double[]> resume(Trainee trainee) throws IOException {
        Path file = directory.resolve(CURRENT);
        boolean exists = workers.sum(workers.leads() && Files.exists(file) ? 1 : 0)[0] > 0;
        return exists ? Optional.of(load(trainee, file)) : Optional.empty();
    }

    void save(Trainee trainee, double[] progress, boolean best) throws IOException {
        if (!workers.leads()) {
            return;
        }
        if (best) {
            trainee.save(directory.resolve(BEST), progress);
        }
        trainee.save(directory.resolve(CURRENT), progress);
    }

    void loadBest(Trainee trainee) throws IOException {
        load(trainee, directory.resolve(BEST));
    }

    private double[] load(Trainee trainee, Path file) throws IOException {
        if (workers.size() == 1) {
            return trainee.load(file);
        }
        byte[] bytes = workers.fromLeader(workers.leads() ? Files.readAllBytes(file) : new byte[0]);
        if (workers.leads()) {
            return trainee.load(file);
        }
        Path copy = Files.createTempFile("checkpoint-of-worker-0-", ".pt");
        try {
            Files.write(copy, bytes);
            return trainee.load(copy);
        } finally {
            Files.delete(copy);
        }
    }
}
