package org.echoscribe.study.evaluation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.echoscribe.study.data.PrepareLoops;

/** Does one thing with many loops at the same time, and gives the results in their order. */
final class ParallelLoops {

    private final int threads;

    ParallelLoops(int threads) {
        this.threads = threads;
    }

    /** @throws IOException the first that a piece of work throws; the others are then dropped */
    <T> List<T> call(List<Callable<T>> work, PrepareLoops.Progress progress) throws IOException {
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            List<Future<T>> pending = work.stream().map(workers::submit).toList();
            List<T> results = new ArrayList<>();
            for (Future<T> each : pending) {
                results.add(await(each, workers));
                progress.loopDone(results.size(), work.size());
            }
            return results;
        }
    }

    private static <T> T await(Future<T> work, ExecutorService workers) throws IOException {
        try {
            return work.get();
        } catch (ExecutionException e) {
            workers.shutdownNow();
            switch (e.getCause()) {
                case IOException failure -> throw failure;
                case RuntimeException failure -> throw failure;
                default -> throw new IOException("A loop could not be measured", e.getCause());
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
            throw new IOException("The evaluation was interrupted", e);
        }
    }
}
