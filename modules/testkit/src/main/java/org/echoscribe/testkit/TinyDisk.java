package org.echoscribe.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A real disk of a few MiB (a tmpfs) in a mount namespace of its own, which a node can be started on and which can be
 * filled to the last page. It lives until it is closed, whatever becomes of the nodes on it.
 */
public final class TinyDisk implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String READY = "the disk is mounted";
    private static final int PAGE_BYTES = 4096;

    private final ExternalProgram.Running holder;
    private final Path mountPoint;

    private TinyDisk(ExternalProgram.Running holder, Path mountPoint) {
        this.holder = holder;
        this.mountPoint = mountPoint;
    }

    /** Why this machine can have none; empty when it can. */
    public static Optional<String> unavailable(Path directory) throws IOException {
        for (String program : List.of("unshare", "nsenter", "mount")) {
            if (new ExternalProgram(program).path().isEmpty()) {
                return Optional.of("the program '" + program + "' (packages util-linux, mount) is not here");
            }
        }
        try (TinyDisk _ = mount(directory, 1)) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("this user may not mount a disk in a namespace of its own: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    /** Mounts one of so many MiB; files of its own lie in the directory. */
    public static TinyDisk mount(Path directory, int mebibytes) throws IOException, InterruptedException {
        Path mountPoint = Files.createDirectories(directory.resolve("disk"));
        Path log = directory.resolve("disk.log");
        ExternalProgram.Running holder = new ExternalProgram("unshare")
                .start(
                        log,
                        List.of(
                                "-m",
                                "sh",
                                "-c",
                                "mount -t tmpfs -o size=" + mebibytes + "m tmpfs '" + mountPoint + "' && echo '" + READY
                                        + "' && exec sleep infinity"));
        TinyDisk disk = new TinyDisk(holder, mountPoint);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!holder.output().contains(READY)) {
            if (holder.process().waitFor(10, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                disk.close();
                throw new IOException(holder.output().strip());
            }
        }
        return disk;
    }

    /** What to run a program under that is to see the disk. */
    public List<String> prefix() throws IOException {
        return List.of(program("nsenter"), "-t", Long.toString(holder.process().pid()), "-m", "--");
    }

    /** The disk's root, for programs on it. */
    public Path inside() {
        return mountPoint;
    }

    /** The disk's root, as it is seen from here. */
    public Path outside() {
        return Path.of("/proc", Long.toString(holder.process().pid()), "root")
                .resolve(Path.of("/").relativize(mountPoint));
    }

    /** Fills it until so many bytes are left, or empties it to that. */
    public void leave(long bytes) throws IOException {
        Path ballast = outside().resolve("ballast");
        long other = used() - (Files.exists(ballast) ? Files.size(ballast) : 0);
        long wanted = Math.max(0, total() - other - bytes) / PAGE_BYTES * PAGE_BYTES;
        try (SeekableByteChannel channel =
                Files.newByteChannel(ballast, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(wanted);
            channel.position(channel.size());
            byte[] page = new byte[PAGE_BYTES];
            while (channel.size() < wanted) {
                channel.write(ByteBuffer.wrap(page));
            }
        }
    }

    /** Mounts it anew read-only or writable, where no file is open for writing. */
    public void remount(boolean readOnly) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(prefix().subList(1, prefix().size()));
        arguments.addAll(List.of("mount", "-o", "remount," + (readOnly ? "ro" : "rw"), mountPoint.toString()));
        ExternalProgram.Result result = new ExternalProgram("nsenter").run(PATIENCE, arguments);
        if (result.exitCode() != 0) {
            throw new IOException(result.output().strip());
        }
    }

    private long total() throws IOException {
        return Files.getFileStore(outside()).getTotalSpace();
    }

    private long used() throws IOException {
        return total() - Files.getFileStore(outside()).getUnallocatedSpace();
    }

    private static String program(String name) throws IOException {
        return new ExternalProgram(name)
                .path()
                .orElseThrow(() -> new IOException(name + " is not installed"))
                .toString();
    }

    @Override
    public void close() {
        holder.close();
    }
}
