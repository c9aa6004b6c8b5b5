package org.echoscribe.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.echoscribe.dicom.network.Destination;

/** DCMTK's storage programs: {@code echoscu} and {@code storescu} as clients, {@code storescp} as a server. */
public final class DcmtkPeer implements AutoCloseable {
    private static final ExternalProgram ECHOSCU = new ExternalProgram("echoscu");
    private static final ExternalProgram STORESCU = new ExternalProgram("storescu");
    private static final ExternalProgram STORESCP = new ExternalProgram("storescp");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String AE_TITLE = "STORESCP";

    private final ExternalProgram.Running storescp;
    private final Path objects;
    private final int port;

    private DcmtkPeer(ExternalProgram.Running storescp, Path objects, int port) {
        this.storescp = storescp;
        this.objects = objects;
        this.port = port;
    }

    /** Whether this machine has DCMTK; prints the reason when not. */
    public static boolean isAvailable() {
        return STORESCP.isAvailable();
    }

    /** Runs {@code echoscu}. */
    public static ExternalProgram.Result echo(Destination destination) throws IOException, InterruptedException {
        return ECHOSCU.run(PATIENCE, client(destination, List.of(), List.of()));
    }

    /** Runs {@code storescu} with further options, such as {@code -R} or {@code -xy}. */
    public static ExternalProgram.Result store(Destination destination, List<String> options, Collection<Path> files)
            throws IOException, InterruptedException {
        return STORESCU.run(PATIENCE, client(destination, options, files));
    }

    /** Starts {@code storescp}, which writes what it receives bit by bit as it came. */
    public static DcmtkPeer startServer(Path directory) throws IOException, InterruptedException {
        return startServer(directory, List.of());
    }

    /** Starts {@code storescp} with further options, such as those of TLS. */
    public static DcmtkPeer startServer(Path directory, List<String> options) throws IOException, InterruptedException {
        Path objects = Files.createDirectories(directory.resolve("objects"));
        int port = ExternalProgram.freePort();
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(List.of("-aet", AE_TITLE, "--accept-all", "--bit-preserving", "-pdu", "131072"));
        arguments.addAll(List.of("-od", objects.toString(), Integer.toString(port)));
        ExternalProgram.Running storescp = STORESCP.start(directory.resolve("storescp.log"), arguments);
        storescp.awaitListening(port);
        return new DcmtkPeer(storescp, objects, port);
    }

    /** Where to send to. */
    public Destination destination() {
        return new Destination(AE_TITLE, "127.0.0.1", port);
    }

    /** The files it has written. */
    public List<Path> objects() throws IOException {
        try (Stream<Path> files = Files.list(objects)) {
            return files.sorted().toList();
        }
    }

    @Override
    public void close() {
        storescp.close();
    }

    private static List<String> client(Destination destination, List<String> options, Collection<Path> files) {
        List<String> arguments = new ArrayList<>(List.of("-v", "-aet", "DCMTK", "-aec", destination.aeTitle()));
        arguments.addAll(options);
        arguments.add(destination.host());
        arguments.add(Integer.toString(destination.port()));
        files.forEach(file -> arguments.add(file.toString()));
        return arguments;
    }
}
