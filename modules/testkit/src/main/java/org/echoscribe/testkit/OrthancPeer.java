package org.echoscribe.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.echoscribe.dicom.network.Destination;

/** An Orthanc server on loopback, as a PACS that many sites have. */
public final class OrthancPeer implements AutoCloseable {
    private static final ExternalProgram ORTHANC = new ExternalProgram("Orthanc");
    private static final String AE_TITLE = "ORTHANC";
    private static final Pattern IDENTIFIER = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{8}){4}");

    private final ExternalProgram.Running orthanc;
    private final int dicomPort;
    private final int httpPort;
    private String commitment = "";
    private final HttpClient http = HttpClient.newHttpClient();

    private OrthancPeer(ExternalProgram.Running orthanc, int dicomPort, int httpPort) {
        this.orthanc = orthanc;
        this.dicomPort = dicomPort;
        this.httpPort = httpPort;
    }

    /** Whether this machine has Orthanc; prints the reason when not. */
    public static boolean isAvailable() {
        return ORTHANC.isAvailable();
    }

    /** Starts one with an empty archive in the directory. */
    public static OrthancPeer start(Path directory) throws IOException, InterruptedException {
        return start(directory, List.of());
    }

    /**
     * Starts one with an empty archive in the directory.
     *
     * @param knownEntities whom it sends objects, and reports storage commitment, to; by their titles
     */
    public static OrthancPeer start(Path directory, List<Destination> knownEntities)
            throws IOException, InterruptedException {
        int dicomPort = ExternalProgram.freePort();
        int httpPort = ExternalProgram.freePort();
        Path configuration = directory.resolve("orthanc.json");
        Files.writeString(configuration, """
                {
                  "DicomAet": "%s", "DicomPort": %d, "HttpPort": %d,
                  "RemoteAccessAllowed": false, "AuthenticationEnabled": false,
                  "StorageDirectory": "%s", "IndexDirectory": "%s",
                  "StorageCompression": false, "Plugins": [],
                  "DicomAlwaysAllowEcho": true, "DicomAlwaysAllowStore": true, "DicomCheckCalledAet": false,
                  "DicomAlwaysAllowFind": true, "DicomAlwaysAllowGet": true, "DicomAlwaysAllowMove": true,
                  "DicomModalities": {%s},
                  "UnknownSopClassAccepted": true, "OverwriteInstances": true
                }
                """.formatted(
                        AE_TITLE,
                        dicomPort,
                        httpPort,
                        directory.resolve("storage"),
                        directory.resolve("index"),
                        knownEntities.stream().map(OrthancPeer::modality).collect(Collectors.joining(", "))));
        ExternalProgram.Running orthanc =
                ORTHANC.start(directory.resolve("orthanc.log"), List.of(configuration.toString()));
        orthanc.awaitListening(httpPort);
        orthanc.awaitListening(dicomPort);
        return new OrthancPeer(orthanc, dicomPort, httpPort);
    }

    /** Where to send to. */
    public Destination destination() {
        return new Destination(AE_TITLE, "127.0.0.1", dicomPort);
    }

    /** Writes every instance that it has into the directory, as Part 10 files. */
    public List<Path> download(Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        List<Path> files = new ArrayList<>();
        Matcher identifiers = IDENTIFIER.matcher(http.send(request("/instances"), HttpResponse.BodyHandlers.ofString())
                .body());
        while (identifiers.find()) {
            Path file = directory.resolve(identifiers.group() + ".dcm");
            http.send(request("/instances/" + identifiers.group() + "/file"), HttpResponse.BodyHandlers.ofFile(file));
            files.add(file);
        }
        return files;
    }

    /** Has it ask an entity that it knows to commit the storage of one instance; returns when that has been asked. */
    public void requestStorageCommitment(String aeTitle, String sopClassUid, String sopInstanceUid)
            throws IOException, InterruptedException {
        String body = "{\"DicomInstances\": [{\"SOPClassUID\": \"%s\", \"SOPInstanceUID\": \"%s\"}]}"
                .formatted(sopClassUid, sopInstanceUid);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + httpPort + "/modalities/" + aeTitle + "/storage-commitment"))
                .timeout(Duration.ofMinutes(1))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("Orthanc could not ask " + aeTitle + " to commit: " + response.body());
        }
        commitment = response.body().replaceAll("(?s).*\"ID\" : \"([0-9.]+)\".*", "$1");
    }

    /** What it knows about the last commitment that it asked for, as JSON. */
    public String storageCommitmentReport() throws IOException, InterruptedException {
        return http.send(request("/storage-commitment/" + commitment), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static String modality(Destination entity) {
        return "\"%s\": {\"AET\": \"%s\", \"Host\": \"%s\", \"Port\": %d, \"AllowStorageCommitment\": true}"
                .formatted(entity.aeTitle(), entity.aeTitle(), entity.host(), entity.port());
    }

    @Override
    public void close() {
        http.close();
        orthanc.close();
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path))
                .timeout(Duration.ofMinutes(1))
                .build();
    }
}
