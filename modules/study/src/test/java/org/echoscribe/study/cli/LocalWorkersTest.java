package org.echoscribe.study.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.echoscribe.study.torch.Rendezvous;
import org.echoscribe.study.torch.WorkerGroup;
import org.junit.jupiter.api.Test;

class LocalWorkersTest {

    /** What a worker does in this test: adds its number to the sum of all. */
    static final class Adding {
        private Adding() {}

        public static void main(String[] arguments) {
            List<String> words = List.of(arguments);
            int rank = Integer.parseInt(words.get(words.indexOf("--rank") + 1));
            int size = Integer.parseInt(words.get(words.indexOf("--world-size") + 1));
            Rendezvous place = Rendezvous.parse(words.get(words.indexOf("--rendezvous") + 1));
            if (!words.subList(0, 2).equals(List.of("train", "--seed")) || words.contains("--workers")) {
                throw new IllegalArgumentException("started with " + words);
            }
            try (WorkerGroup group = WorkerGroup.join(place, rank, size, Duration.ofSeconds(60))) {
                group.sum(rank);
            }
        }
    }

    @Test
    void theProgramIsStartedAgainWithItsArgumentsAndANumberAndMeetsThisProcess() throws IOException {
        List<String> arguments = new ArrayList<>(List.of("train", "--seed", "7", "--workers", "2"));
        try (LocalWorkers others = new LocalWorkers(Adding.class, arguments, 1, 0);
                WorkerGroup group = WorkerGroup.join(others.place(), 0, 2, Duration.ofSeconds(60))) {
            assertThat(group.sum(10)).containsExactly(11);
        }
    }
}
