package org.echoscribe.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.echoscribe.dicom.network.Destination;

/**
 * DCMTK's archive on loopback: takes C-STORE, and answers C-FIND, C-MOVE and C-GET. It cannot convert encodings and proposes
 * them in one context when it sends, so it is told of no compressed one here.
 */
public final class DcmqrscpPeer implements AutoCloseable {
    private static final ExternalProgram DCMQRSCP = new ExternalProgram("dcmqrscp");
    private static final String AE_TITLE = "QRSCP";

    private final ExternalProgram.Running dcmqrscp;
    private final int port;

    private DcmqrscpPeer(ExternalProgram.Running dcmqrscp, int port) {
        this.dcmqrscp = dcmqrscp;
        this.port = port;
    }

    /** Whether this machine has it; prints the reason when not. */
    public static boolean isAvailable() {
        return DCMQRSCP.isAvailable();
    }

    /**
     * Starts one with an empty archive in the directory.
     *
     * @param moveDestination whom it knows the address of
     */
    public static DcmqrscpPeer start(Path directory, Destination moveDestination)
            throws IOException, InterruptedException {
        Path archive = Files.createDirectories(directory.resolve(AE_TITLE));
        Path configuration = directory.resolve("dcmqrscp.cfg");
        Files.writeString(configuration, """
                MaxPDUSize = 131072
                MaxAssociations = 16
                HostTable BEGIN
                node = (%s, %s, %d)
                HostTable END
                VendorTable BEGIN
                VendorTable END
                AETable BEGIN
                %s %s RW (500, 4096mb) ANY
                AETable END
                """.formatted(
                        moveDestination.aeTitle(), moveDestination.host(), moveDestination.port(), AE_TITLE, archive));
        int port = ExternalProgram.freePort();
        ExternalProgram.Running dcmqrscp = DCMQRSCP.start(
                directory.resolve("dcmqrscp.log"),
                List.of("-v", "-c", configuration.toString(), Integer.toString(port)));
        dcmqrscp.awaitListening(port);
        return new DcmqrscpPeer(dcmqrscp, port);
    }

    /** Where to send to, and whom to ask. */
    public Destination destination() {
        return new Destination(AE_TITLE, "127.0.0.1", port);
    }

    @Override
    public void close() {
        dcmqrscp.close();
    }
}
