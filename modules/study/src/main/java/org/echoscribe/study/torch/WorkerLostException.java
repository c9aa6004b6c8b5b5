package org.echoscribe.study.torch;

/** A training over several processes cannot go on, because one of them cannot be reached any more. */
public final class WorkerLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WorkerLostException(int rank, int size, Throwable cause) {
        super(
                "Worker " + rank + " of " + size + " lost another worker of this training (" + lastLine(cause)
                        + "). Nothing is lost but the current epoch: see why the other one ended, then start all workers"
                        + " again with --resume",
                cause);
    }

    private static String lastLine(Throwable cause) {
        String text = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return text.substring(text.lastIndexOf("] ") + 1).strip();
    }
}
