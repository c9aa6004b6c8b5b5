package org.echoscribe.study.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.Tag;

/**
 * Opens a data set: a table of labels, and DICOM objects that it names or that are found by their SOP Instance UIDs in
 * folders (a node's spool is one) or in a list of files.
 */
public final class OpenDataSet {

    private static final String TABLE = "labels.csv";

    private OpenDataSet() {}

    /**
     * The data set, with whose heart each loop shows as far as the headers tell it.
     *
     * @param data a table of labels, or a directory with {@code labels.csv}
     * @param places folders, DICOM files, or text files that list DICOM files one a line; where it is empty and the table
     *     names no files, they are looked for beside the table
     * @throws IOException if the table or a header cannot be read, or an object is nowhere
     */
    public static DataSet open(Path data, List<Path> places) throws IOException {
        Path table = Files.isDirectory(data) ? data.resolve(TABLE) : data;
        if (!Files.isRegularFile(table)) {
            throw new IOException(table + " is not there: a data set needs a table of labels");
        }
        List<Labels.Line> lines = Labels.lines(table);
        boolean named = lines.stream().allMatch(line -> line.file().isPresent());
        List<Path> searched = named || !places.isEmpty()
                ? places
                : List.of(table.toAbsolutePath().getParent());
        Map<String, Path> found = new LinkedHashMap<>();
        for (Path file : named ? List.<Path>of() : files(searched)) {
            header(file).string(Tag.SOPInstanceUID).ifPresent(uid -> found.putIfAbsent(uid, file));
        }
        DataSet dataSet = DataSet.of(lines, found, table);
        List<ReadLoop> loops = new ArrayList<>();
        for (ReadLoop loop : dataSet.loops()) {
            loops.add(loop.of(subject(loop)));
        }
        return new DataSet(loops, dataSet.readers());
    }

    private static Subject subject(ReadLoop loop) throws IOException {
        Attributes header;
        try {
            header = DataSetReader.readHeader(loop.file(), Tag.PixelData).dataSet();
        } catch (IOException e) {
            throw new IOException(
                    "The labelled loop " + loop.sopInstanceUid() + " (" + loop.file() + ") cannot be read: "
                            + e.getMessage() + ". Take its lines out of the table, or mend the file",
                    e);
        }
        String uid = header.string(Tag.SOPInstanceUID).orElse("none");
        if (!uid.equals(loop.sopInstanceUid())) {
            throw new IOException(loop.file() + " holds the object " + uid + ", where the table says "
                    + loop.sopInstanceUid() + ": correct the table");
        }
        return header.string(Tag.PatientID)
                .filter(id -> !id.isBlank())
                .map(id ->
                        Subject.ofPatient(header.string(Tag.IssuerOfPatientID).orElse(""), id))
                .orElse(loop.subject());
    }

    private static List<Path> files(List<Path> places) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path place : places) {
            if (Files.isDirectory(place)) {
                try (Stream<Path> inside = Files.walk(place)) {
                    inside.filter(Files::isRegularFile).sorted().forEach(files::add);
                }
            } else if (isDicom(place)) {
                files.add(place);
            } else {
                for (String line : Files.readAllLines(place)) {
                    if (!line.isBlank()) {
                        files.add(place.resolveSibling(line.strip()));
                    }
                }
            }
        }
        return files;
    }

    private static boolean isDicom(Path file) throws IOException {
        byte[] head = new byte[132];
        try (var stream = Files.newInputStream(file)) {
            return stream.readNBytes(head, 0, head.length) == head.length
                    && head[128] == 'D'
                    && head[129] == 'I'
                    && head[130] == 'C'
                    && head[131] == 'M';
        }
    }

    /** A folder holds other files too: those that are no DICOM objects have an empty header. */
    private static Attributes header(Path file) throws IOException {
        return isDicom(file) ? DataSetReader.readHeader(file, Tag.PixelData).dataSet() : new Attributes();
    }
}
