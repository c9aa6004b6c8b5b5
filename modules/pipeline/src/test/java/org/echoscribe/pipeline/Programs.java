package org.echoscribe.pipeline;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Programs that a machine may have. */
final class Programs {

    private Programs() {}

    static boolean has(String program) {
        for (String directory : System.getenv("PATH").split(File.pathSeparator)) {
            if (Files.isExecutable(Path.of(directory, program))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Sends files with DCMTK's storescu; ends with the association, however that ends.
     *
     * @param acknowledged is told each file that was answered with Success, as soon as it was
     */
    static void storescu(int port, List<Path> files, Consumer<Path> acknowledged)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("storescu", "-v", "-aet", "CART", "-aec", "ECHOSCRIBE", "127.0.0.1", Integer.toString(port)));
        files.forEach(file -> command.add(file.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // Debian's DCMTK leaves Nagle's algorithm on, which costs 40 ms an object.
        builder.environment().put("TCP_NODELAY", "1");
        Process process = builder.start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            Path sending = null;
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith("I: Sending file: ")) {
                    sending = Path.of(line.substring("I: Sending file: ".length()));
                } else if (line.startsWith("I: Received Store Response (Success)") && sending != null) {
                    acknowledged.accept(sending);
                }
            }
        }
        process.waitFor();
    }
}
