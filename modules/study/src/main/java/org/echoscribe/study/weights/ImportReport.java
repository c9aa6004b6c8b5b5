package org.echoscribe.study.weights;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an import found.
 *
 * @param file the file's name, without its directory
 * @param sha256 of the file
 * @param matched each parameter that was taken, with the name it has in the file
 * @param supplied parameters that the file's definition does not have, with what stands for them
 * @param missing parameters that keep their random start
 * @param leftOver names in the file that nothing took
 * @param notes what differs all the same
 */
public record ImportReport(
        Path file,
        String sha256,
        Map<String, String> matched,
        Map<String, String> supplied,
        List<String> missing,
        List<String> leftOver,
        List<String> notes) {

    /** The whole list, for a person. */
    public void print(PrintWriter out, boolean everyMatch) {
        out.printf("%s (SHA-256 %s)%n", file, sha256);
        out.printf("  %d parameters matched%n", matched.size());
        if (everyMatch) {
            matched.forEach((parameter, name) -> out.printf("    %s <- %s%n", parameter, name));
        }
        list(
                out,
                "not in the file's definition, supplied",
                supplied.entrySet().stream()
                        .map(entry -> entry.getKey() + " = " + entry.getValue())
                        .toList());
        list(out, "missing in the file, left at their random start", missing);
        list(out, "left over in the file, not used", leftOver);
        notes.forEach(note -> out.printf("  note: %s%n", note));
        out.flush();
    }

    private static void list(PrintWriter out, String what, List<String> names) {
        out.printf("  %d %s%n", names.size(), what);
        names.forEach(name -> out.printf("    %s%n", name));
    }

    /** All of it, for a file that programs read too. */
    public Map<String, Object> list() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("file", file.toString());
        map.put("sha256", sha256);
        map.put("matched", matched);
        map.put("supplied", supplied);
        map.put("missing", missing);
        map.put("leftOver", leftOver);
        map.put("notes", notes);
        return map;
    }

    /** For a bundle's provenance. */
    public Map<String, Object> provenance() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("file", file.toString());
        map.put("sha256", sha256);
        map.put("matched", matched.size());
        map.put("supplied", supplied.size());
        map.put("missing", missing.size());
        map.put("leftOver", leftOver.size());
        return map;
    }
}
