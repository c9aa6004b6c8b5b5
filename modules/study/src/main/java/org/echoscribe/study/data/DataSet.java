package org.echoscribe.study.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.echoscribe.study.data.Labels.Line;
import org.echoscribe.vocabulary.View;

/**
 * Loops with what their readers say.
 *
 * @param loops in the order of the table of labels
 * @param readers in the order in which the table first names them; the first is the reference unless another is asked for
 */
public record DataSet(List<ReadLoop> loops, List<String> readers) {

    public DataSet {
        loops = List.copyOf(loops);
        readers = List.copyOf(readers);
    }

    /**
     * Puts the lines of a table together.
     *
     * @param files where objects are, by SOP Instance UID, for lines that do not say it themselves
     * @throws IOException if a reader reads a loop twice, or an object is nowhere
     */
    static DataSet of(List<Line> lines, Map<String, Path> files, Path table) throws IOException {
        Map<String, List<Line>> linesOfLoop = new LinkedHashMap<>();
        LinkedHashSet<String> readers = new LinkedHashSet<>();
        for (Line line : lines) {
            linesOfLoop
                    .computeIfAbsent(line.sopInstanceUid(), _ -> new ArrayList<>())
                    .add(line);
            readers.add(line.reader());
        }
        List<ReadLoop> loops = new ArrayList<>();
        for (List<Line> readings : linesOfLoop.values()) {
            loops.add(loop(readings, files, table));
        }
        return new DataSet(loops, List.copyOf(readers));
    }

    private static ReadLoop loop(List<Line> lines, Map<String, Path> files, Path table) throws IOException {
        Line first = lines.getFirst();
        Map<String, Optional<View>> readings = new LinkedHashMap<>();
        for (Line line : lines) {
            if (readings.putIfAbsent(line.reader(), line.view()) != null) {
                throw new IOException(table + ":" + line.number() + ": " + line.sopInstanceUid()
                        + " is labelled twice by one reader; keep one line for each reader");
            }
        }
        Path file = lines.stream()
                .flatMap(line -> line.file().stream())
                .findFirst()
                .or(() -> Optional.ofNullable(files.get(first.sopInstanceUid())))
                .orElseThrow(() -> new IOException(table + ":" + first.number() + ": the object "
                        + first.sopInstanceUid() + " was not found; name its file in a column \"file\", or the folder"
                        + " that holds it with --files"));
        return new ReadLoop(
                first.sopInstanceUid(),
                first.studyInstanceUid(),
                Subject.ofStudy(first.studyInstanceUid()),
                file,
                readings);
    }

    /** The loops to which this reader gives a view. */
    public List<LabelledLoop> labelledBy(String reader) {
        return loops.stream().flatMap(loop -> loop.labelledBy(reader).stream()).toList();
    }

    /** The loops that this reader calls unclassifiable. */
    public List<ReadLoop> unclassifiableTo(String reader) {
        return loops.stream().filter(loop -> loop.isUnclassifiableTo(reader)).toList();
    }

    /** How many different subjects the loops are of. */
    public int subjects() {
        return (int) loops.stream().map(ReadLoop::subject).distinct().count();
    }

    /** How many different studies the loops belong to. */
    public int studies() {
        return (int) loops.stream().map(ReadLoop::studyInstanceUid).distinct().count();
    }
}
