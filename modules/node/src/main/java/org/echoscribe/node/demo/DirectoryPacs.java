package org.echoscribe.node.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.DataSetWriter;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.network.DicomServer;
import org.echoscribe.dicom.network.Limits;
import org.echoscribe.dicom.network.ObjectSink;
import org.echoscribe.dicom.network.ServerConfiguration;
import org.echoscribe.dicom.network.StoreRequest;
import org.echoscribe.dicom.network.StoreStatus;

/** The demonstration's PACS: keeps each report that it receives as a file named by its SOP Instance UID. */
final class DirectoryPacs implements AutoCloseable {

    static final String AE_TITLE = "DEMOPACS";
    private static final long MOST_BYTES = 16 << 20;

    private final Path directory;
    private final DicomServer server;
    private final List<Attributes> received = new CopyOnWriteArrayList<>();

    private DirectoryPacs(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.server = new DicomServer(ServerConfiguration.of(AE_TITLE, Sink::new)
                .withBindAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .withLimits(Limits.defaults().withMaxObjectBytes(MOST_BYTES)));
        server.start();
    }

    static DirectoryPacs start(Path directory) throws IOException {
        return new DirectoryPacs(directory);
    }

    int port() {
        return server.port();
    }

    /** What it received, in the order of completion. */
    List<Attributes> received() {
        return List.copyOf(received);
    }

    @Override
    public void close() {
        server.close();
    }

    /** Reports are small, so each is gathered in memory and written when it is complete. */
    private final class Sink implements ObjectSink {
        private final StoreRequest request;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Sink(StoreRequest request) {
            this.request = request;
        }

        @Override
        public void write(ByteBuffer dataSetBytes) {
            byte[] part = new byte[dataSetBytes.remaining()];
            dataSetBytes.get(part);
            bytes.writeBytes(part);
        }

        @Override
        public StoreStatus commit() throws IOException {
            TransferSyntax transferSyntax = TransferSyntax.of(request.transferSyntaxUid());
            Attributes report = DataSetReader.readDataSet(bytes.toByteArray(), transferSyntax);
            DataSetWriter.writeFile(directory.resolve(request.sopInstanceUid() + ".dcm"), report, transferSyntax);
            received.add(report);
            return StoreStatus.SUCCESS;
        }

        @Override
        public void abort() {
            bytes.reset();
        }
    }
}
