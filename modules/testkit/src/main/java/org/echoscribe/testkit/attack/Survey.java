package org.echoscribe.testkit.attack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.testkit.RawDicomPeer;
import org.echoscribe.testkit.RawPdu;

/**
 * Plays every attack against a receiver that it starts on loopback, and starts it again when it is dead or deaf; prints
 * one line of Markdown for each attack, or one for the receiver.
 */
public final class Survey {

    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final long START_SECONDS = 180;

    private final String name;
    private final List<String> command;
    private final Path log;
    private int port;
    private Process receiver;
    private long peakKibibytes;
    private int attacks;
    private int right;
    private int silent;
    private int deaths;
    private final List<String> killers = new ArrayList<>();

    private Survey(String name, List<String> command, Path log) {
        this.name = name;
        this.command = command;
        this.log = log;
    }

    /** {@code NAME LOG COMMAND...}, where PORT in the command stands for the port to listen on. */
    public static void main(String[] arguments) throws Exception {
        Survey survey =
                new Survey(arguments[0], List.of(arguments).subList(2, arguments.length), Path.of(arguments[1]));
        try {
            survey.start();
            for (Attack attack : attacks()) {
                survey.play(attack);
            }
        } finally {
            survey.stop();
        }
        System.out.printf(
                "| %s | %d | %d | %d | %d | %d | %s |%n",
                survey.name,
                survey.attacks,
                survey.right,
                survey.silent,
                survey.deaths,
                survey.peakKibibytes >> 10,
                survey.killers.isEmpty() ? "-" : String.join("; ", survey.killers));
    }

    private static List<Attack> attacks() {
        List<Attack> attacks = new ArrayList<>(UpperLayerAttacks.all());
        attacks.addAll(DimseAttacks.all());
        DataSetAttacks.objects().stream().map(DataSetAttacks::attack).forEach(attacks::add);
        attacks.addAll(ConnectionAttacks.all());
        return attacks;
    }

    private void play(Attack attack) throws Exception {
        Answer answer;
        try {
            answer = attack.play(new Attack.Target(destination(), PATIENCE));
        } catch (IOException e) {
            answer = new Answer("no connection: " + e.getMessage());
        }
        attacks++;
        right += attack.isRight(answer) ? 1 : 0;
        silent += answer.equals(Answer.SILENCE) ? 1 : 0;
        boolean alive = receiver.isAlive() && echoes();
        System.err.printf("%s\t%s\t%s\t%s%n", name, attack.name(), answer, alive ? "answers" : "DEAD OR DEAF");
        note();
        if (!alive) {
            deaths++;
            killers.add(attack.name());
            stop();
            start();
        }
    }

    private boolean echoes() {
        try (RawDicomPeer peer = new Attack.Target(destination(), PATIENCE).associate(Attack.Contexts.VERIFICATION)) {
            return Attack.answerTo(peer, RawPdu.data(3, RawPdu.COMMAND | RawPdu.LAST, RawPdu.echoCommand()))
                    .equals(Answer.status(0));
        } catch (IOException e) {
            return false;
        }
    }

    private Destination destination() {
        return new Destination("ANY", "127.0.0.1", port);
    }

    private void start() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        receiver = new ProcessBuilder(command.stream()
                        .map(word -> word.replace("PORT", Integer.toString(port)))
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!echoes()) {
            if (receiver.waitFor(100, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                throw new IOException(name + " did not start; see " + log);
            }
        }
    }

    private void stop() throws InterruptedException {
        note();
        receiver.descendants().forEach(ProcessHandle::destroyForcibly);
        receiver.destroyForcibly().waitFor();
    }

    /** The most memory that the receiver and its children have occupied at one of these moments. */
    private void note() {
        long sum = Stream.concat(Stream.of(receiver.toHandle()), receiver.descendants())
                .mapToLong(Survey::peakKibibytesOf)
                .sum();
        peakKibibytes = Math.max(peakKibibytes, sum);
    }

    private static long peakKibibytesOf(ProcessHandle process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
                    .sum();
        } catch (IOException | UncheckedIOException ended) {
            return 0;
        }
    }
}
