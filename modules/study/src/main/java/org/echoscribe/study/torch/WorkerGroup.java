package org.echoscribe.study.torch;

import java.time.Duration;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Backend;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorBase;
import org.bytedeco.pytorch.TensorTensorHook;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.Work;

/**
 * The processes that train one network together, each on its share of every batch, through libtorch's c10d (Gloo on the
 * processor, NCCL on CUDA). Every method that talks to the others is called by all of them in the same order; each waits for
 * the slowest. Whoever cannot reach another fails with a {@link WorkerLostException} instead of waiting on.
 */
public final class WorkerGroup implements AutoCloseable {

    private static final WorkerGroup ALONE = new WorkerGroup(0, 1, Optional.empty());

    private final int rank;
    private final int size;
    private final Optional<Backend> backend;
    private final SumGradient sumGradient = new SumGradient();

    private WorkerGroup(int rank, int size, Optional<Backend> backend) {
        this.rank = rank;
        this.size = size;
        this.backend = backend;
    }

    /** One process by itself. */
    public static WorkerGroup alone() {
        return ALONE;
    }

    /**
     * Waits until all have come.
     *
     * @param rank which one this is, 0-based; worker 0 leads
     * @param patience how long any one step may take another worker before it counts as lost
     */
    public static WorkerGroup join(Rendezvous rendezvous, int rank, int size, Duration patience) {
        if (size < 1 || rank < 0 || rank >= size) {
            throw new IllegalArgumentException(
                    "Of " + size + " workers none is number " + rank + " (they count from 0)");
        }
        return new WorkerGroup(rank, size, Optional.of(ConnectWorkers.connect(rendezvous, rank, size, patience)));
    }

    /** Which one this is, 0-based. */
    public int rank() {
        return rank;
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** Whether this one writes what is to be written once. */
    public boolean leads() {
        return rank == 0;
    }

    /** Adds up numbers over all workers. */
    public double[] sum(double... numbers) {
        if (size == 1) {
            return numbers;
        }
        try (PointerScope scope = new PointerScope()) {
            Tensor tensor = Tensors.doubles(numbers);
            sum(tensor);
            return Tensors.doubles(tensor);
        }
    }

    /** What worker 0 has, for all. */
    public byte[] fromLeader(byte[] own) {
        if (size == 1) {
            return own;
        }
        int length = (int) sum(leads() ? own.length : 0)[0];
        try (PointerScope scope = new PointerScope()) {
            byte[] bytes = leads() ? own : new byte[length];
            Tensor tensor = Tensors.bytes(bytes);
            try (TensorVector one = new TensorVector(tensor);
                    Work work = backend.orElseThrow().broadcast(one)) {
                work._wait();
            } catch (RuntimeException e) {
                throw new WorkerLostException(rank, size, e);
            }
            return Tensors.bytes(tensor);
        }
    }

    /** Adds up a tensor over all workers, in place. */
    void sum(Tensor tensor) {
        if (size == 1) {
            return;
        }
        try (TensorVector one = new TensorVector(tensor);
                Work work = backend.orElseThrow().allreduce(one)) {
            work._wait();
        } catch (RuntimeException e) {
            throw new WorkerLostException(rank, size, e);
        }
    }

    /**
     * The sum over all workers, with the gradient's trace: what each worker gives acts on every worker's loss, so its
     * gradient is the sum of all workers' gradients.
     */
    Tensor sumWithGradient(Tensor own) {
        if (size == 1) {
            return own;
        }
        Tensor total = own.detach().clone();
        sum(total);
        // The value of the total, the derivative of the own part.
        Tensor traced = own.add(total.sub(own.detach()));
        if (traced.requires_grad()) {
            traced.register_hook(sumGradient);
        }
        return traced;
    }

    private final class SumGradient extends TensorTensorHook {
        @Override
        public TensorBase call(TensorBase gradient) {
            Tensor total = new Tensor(gradient).clone();
            sum(total);
            return total;
        }
    }

    /** The same failure, told as a lost worker where that is what it came from. */
    RuntimeException explain(RuntimeException failure) {
        boolean lost = size > 1
                && !(failure instanceof WorkerLostException)
                && String.valueOf(failure.getMessage()).matches("(?s).*(lost another worker|gloo|nccl|NCCL).*");
        return lost ? new WorkerLostException(rank, size, failure) : failure;
    }

    @Override
    public void close() {
        backend.ifPresent(Backend::close);
    }
}
