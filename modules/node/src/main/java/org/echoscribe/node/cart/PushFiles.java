package org.echoscribe.node.cart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.dicom.network.DicomSender;
import org.echoscribe.dicom.network.Limits;
import org.echoscribe.dicom.network.PresentationContextRequest;
import org.echoscribe.dicom.network.StoreResult;

/** Pushes files to a destination by C-STORE, each as it stands, over one association or several at once. */
public final class PushFiles {

    private final Destination destination;
    private final String callingAeTitle;
    private final Limits limits;

    public PushFiles(Destination destination, String callingAeTitle, Limits limits) {
        this.destination = destination;
        this.callingAeTitle = callingAeTitle;
        this.limits = limits;
    }

    /**
     * Pushes everything, and goes on after an object that failed.
     *
     * @param associations how many at once, 1 or more
     * @param told about each file as its answer comes, from any thread
     * @throws IOException when an association cannot be made; what was not sent by then is told as failed
     */
    public void push(List<SendableFile> files, int associations, Consumer<Sent> told) throws IOException {
        ConcurrentLinkedQueue<SendableFile> waiting = new ConcurrentLinkedQueue<>(files);
        List<PresentationContextRequest> contexts = DicomSender.contextsFor(
                files.stream().map(SendableFile::path).distinct().toList());
        List<Future<?>> carts = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < Math.min(associations, files.size()); i++) {
                carts.add(threads.submit(() -> {
                    pushFrom(waiting, contexts, told);
                    return null;
                }));
            }
        }
        for (Future<?> cart : carts) {
            rethrow(cart);
        }
    }

    private void pushFrom(
            ConcurrentLinkedQueue<SendableFile> waiting, List<PresentationContextRequest> contexts, Consumer<Sent> told)
            throws IOException {
        try (DicomSender sender = DicomSender.connect(destination, callingAeTitle, contexts, limits)) {
            for (SendableFile next = waiting.poll(); next != null; next = waiting.poll()) {
                told.accept(pushOne(sender, next));
            }
        }
    }

    private static Sent pushOne(DicomSender sender, SendableFile file) throws IOException {
        StoreResult result;
        try {
            result = sender.store(file.path());
        } catch (IOException e) {
            throw new IOException("while sending " + file.path() + ": " + e.getMessage(), e);
        }
        return new Sent(file, result.stored(), result.description());
    }

    private static void rethrow(Future<?> cart) throws IOException {
        try {
            cart.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /**
     * What became of one file.
     *
     * @param file the file
     * @param stored whether the receiver has it
     * @param answer the receiver's answer, for a person
     */
    public record Sent(SendableFile file, boolean stored, String answer) {
        /** Where the file is. */
        public Path path() {
            return file.path();
        }
    }
}
