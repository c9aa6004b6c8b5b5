package org.echoscribe.testkit.sr;

import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * PixelMed's DicomSRValidator, loaded from Debian's jar into a class loader of its own, because its start takes longer than
 * its work. Its style sheets need a deep stack and more XPath operators than the JDK allows by default.
 */
final class PixelMedTemplates implements SrValidator {

    private static final Path JAR = Path.of("/usr/share/java/pixelmed.jar");
    private static final long STACK_BYTES = 64L << 20;

    private static final ExecutorService THREAD = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(null, work, "pixelmed", STACK_BYTES);
        thread.setDaemon(true);
        return thread;
    });

    private static final List<String> XPATH_LIMITS =
            List.of("jdk.xml.xpathTotalOpLimit", "jdk.xml.xpathExprGrpLimit", "jdk.xml.xpathExprOpLimit");

    /** CID 100 is a baseline group and extensible, so a procedure outside it is right. */
    private static final String FALSE_ALARM = "not found in context group 100";

    @Override
    public String name() {
        return "PixelMed DicomSRValidator";
    }

    @Override
    public Optional<String> unavailable() {
        return Files.isReadable(JAR)
                ? Optional.empty()
                : Optional.of("not installed: " + JAR + " (Debian package libpixelmed-java)");
    }

    @Override
    public List<String> problems(List<Path> files) {
        try {
            return THREAD.submit(() -> validate(files)).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("PixelMed's validator failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while PixelMed's validator worked", e);
        }
    }

    private static List<String> validate(List<Path> files) throws ReflectiveOperationException {
        List<String> problems = new ArrayList<>();
        for (Path file : files) {
            String messages = (String) Loaded.VALIDATE.invoke(Loaded.VALIDATOR, file.toString());
            messages.lines()
                    .filter(line -> line.startsWith("Error") && !line.contains(FALSE_ALARM))
                    .forEach(line -> problems.add(file.getFileName() + ": " + line));
            if (!messages.contains("Found Root Template TID_1500")) {
                problems.add(file.getFileName() + ": not recognised as TID 1500");
            }
        }
        return problems;
    }

    /** Its style sheets, compiled when the first document is judged, on the thread that judges all. */
    private static final class Loaded {
        static final Object VALIDATOR;
        static final Method VALIDATE;

        static {
            XPATH_LIMITS.forEach(limit -> System.setProperty(limit, "0"));
            try {
                @SuppressWarnings("resource") // It lives as long as the process.
                URLClassLoader loader =
                        new URLClassLoader(new URL[] {JAR.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
                // Its logging interface looks for providers there, and must not find those of the tests.
                Thread.currentThread().setContextClassLoader(loader);
                Class<?> type = loader.loadClass("com.pixelmed.validate.DicomSRValidator");
                VALIDATOR = type.getConstructor().newInstance();
                VALIDATE = type.getMethod("validate", String.class);
            } catch (ReflectiveOperationException | MalformedURLException e) {
                throw new IllegalStateException("PixelMed's validator does not start", e);
            }
        }
    }
}
