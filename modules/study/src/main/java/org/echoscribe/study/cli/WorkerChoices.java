package org.echoscribe.study.cli;

import java.time.Duration;
import java.util.Optional;
import org.echoscribe.study.torch.Rendezvous;
import org.echoscribe.study.torch.WorkerGroup;
import picocli.CommandLine.Option;

/** Options of a command that may train in several processes: here, or on several machines. */
final class WorkerChoices {

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "1",
            description = "Train in N processes on this machine (default: ${DEFAULT-VALUE}): every batch is shared out,"
                    + " gradients and batch-normalisation statistics are those of the whole batch, so the learning curve"
                    + " is that of one process up to rounding. Worth it with N GPUs; on one processor one process already"
                    + " uses all cores.")
    private int count = 1;

    @Option(
            names = "--world-size",
            paramLabel = "N",
            description =
                    "For several machines: how many processes train together. Start the same command N times, each"
                            + " with its own --rank, the same --rendezvous and the same data.")
    private Optional<Integer> worldSize = Optional.empty();

    @Option(
            names = "--rank",
            paramLabel = "K",
            description = "Which of the --world-size processes this one is, from 0. Process 0 alone writes checkpoints,"
                    + " curves and the bundle.")
    private Optional<Integer> rank = Optional.empty();

    @Option(
            names = "--rendezvous",
            paramLabel = "WHERE",
            description =
                    "Where the processes find one another: tcp://HOST:PORT, on which process 0 listens, or file:PATH,"
                            + " a file that does not exist yet on storage that all see. Traffic is not encrypted: use a network"
                            + " of your own.")
    private Optional<String> rendezvous = Optional.empty();

    @Option(
            names = "--worker-timeout",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "How long one process waits for another before it gives up with an error (default:"
                    + " ${DEFAULT-VALUE}). A process that has ended is noticed at once.")
    private int timeoutSeconds = 600;

    /** How many processes this one must start beside itself. */
    int toStart() {
        return isPlaced() ? 0 : count - 1;
    }

    /** How many train on this machine's cores, as far as this process knows. */
    int onThisMachine() {
        return count;
    }

    /** How many train together. */
    int size() {
        return worldSize.orElse(count);
    }

    private boolean isPlaced() {
        return rank.isPresent() || worldSize.isPresent() || rendezvous.isPresent();
    }

    /** This process' number. */
    int rank() {
        return rank.orElse(0);
    }

    void check() throws WrongUsageException {
        if (count < 1 || timeoutSeconds < 1) {
            throw new WrongUsageException("--workers and --worker-timeout must be at least 1");
        }
        if (isPlaced() && (rank.isEmpty() || worldSize.isEmpty() || rendezvous.isEmpty())) {
            throw new WrongUsageException(
                    "--rank, --world-size and --rendezvous belong together: give all three, or" + " --workers alone");
        }
        if (isPlaced() && (worldSize.get() < 1 || rank.get() < 0 || rank.get() >= worldSize.get())) {
            throw new WrongUsageException("--rank must be 0 to " + (worldSize.get() - 1) + " with --world-size "
                    + worldSize.get() + ", but is " + rank.get());
        }
        try {
            rendezvous.ifPresent(Rendezvous::parse);
        } catch (IllegalArgumentException e) {
            throw new WrongUsageException("--rendezvous: " + e.getMessage());
        }
    }

    /**
     * Waits for the others.
     *
     * @param local where the processes that {@link #toStart} counts wait
     */
    WorkerGroup join(Rendezvous local) {
        Duration patience = Duration.ofSeconds(timeoutSeconds);
        if (isPlaced()) {
            Rendezvous place = Rendezvous.parse(rendezvous.orElseThrow());
            return WorkerGroup.join(place, rank(), worldSize.orElseThrow(), patience);
        }
        return count == 1 ? WorkerGroup.alone() : WorkerGroup.join(local, 0, count, patience);
    }
}
