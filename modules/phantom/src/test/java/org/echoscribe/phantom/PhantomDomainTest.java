package org.echoscribe.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhantomDomainTest {

    private static final Set<View> ALL = Set.of(View.values());

    private static List<PhantomLoop> loops(PhantomDomain domain) {
        return IntStream.range(0, 12)
                .boxed()
                .flatMap(study -> PhantomStudy.draw(8, study, ALL, 12, domain).loops().stream())
                .toList();
    }

    private static double spread(List<PhantomLoop> loops) {
        double[] frameTimes =
                loops.stream().mapToDouble(PhantomLoop::frameTimeMillis).toArray();
        double mean = IntStream.range(0, frameTimes.length)
                .mapToDouble(i -> Math.log(frameTimes[i]))
                .average()
                .orElseThrow();
        return Math.sqrt(IntStream.range(0, frameTimes.length)
                .mapToDouble(i -> Math.pow(Math.log(frameTimes[i]) - mean, 2))
                .average()
                .orElseThrow());
    }

    @Test
    void theRandomisedDomainKeepsTheViewsAndWidensFrameRatesAndLengths() {
        List<PhantomLoop> usual = loops(PhantomDomain.USUAL);
        List<PhantomLoop> randomised = loops(PhantomDomain.RANDOMISED);
        assertThat(randomised.stream().map(PhantomLoop::view))
                .containsExactlyElementsOf(usual.stream().map(PhantomLoop::view).toList());
        assertThat(spread(randomised)).isGreaterThan(1.5 * spread(usual));
        assertThat(usual).allMatch(loop -> loop.frameCount() >= 40);
        assertThat(randomised).anyMatch(loop -> loop.frameCount() < 40);
        assertThat(randomised).allMatch(loop -> loop.frameCount() >= 10);
    }

    @Test
    void someLoopsShowNoLeafletsButNeverThoseThatOnlyTheValveTells() {
        List<PhantomLoop> randomised = loops(PhantomDomain.RANDOMISED);
        assertThat(randomised)
                .anyMatch(loop -> loop.groundTruth().valves().isEmpty()
                        && loops(PhantomDomain.USUAL).stream()
                                .anyMatch(usual -> usual.view() == loop.view()
                                        && !usual.groundTruth().valves().isEmpty()));
        assertThat(randomised.stream()
                        .filter(loop ->
                                loop.view() == View.PLAX_RV_INFLOW || loop.view() == View.PSAX_AORTIC_PULMONARY))
                .isNotEmpty()
                .allMatch(loop -> !loop.groundTruth().valves().isEmpty());
    }

    @Test
    void anObjectSaysThatItsDomainIsRandomisedAndHasAUidOfItsOwn(@TempDir Path directory) throws IOException {
        PhantomLoop usual =
                PhantomStudy.draw(8, 1, Set.of(View.PSAX_LV), 1).loops().getFirst();
        PhantomLoop randomised = PhantomStudy.draw(8, 1, Set.of(View.PSAX_LV), 1, PhantomDomain.RANDOMISED)
                .loops()
                .getFirst();
        assertThat(randomised.sopInstanceUid()).isNotEqualTo(usual.sopInstanceUid());
        usual.writeDicom(directory.resolve("usual.dcm"));
        randomised.writeDicom(directory.resolve("randomised.dcm"));
        assertThat(series(directory.resolve("usual.dcm"))).isEqualTo("SYNTHETIC phantom loops");
        assertThat(series(directory.resolve("randomised.dcm"))).isEqualTo("SYNTHETIC phantom loops, randomised domain");
    }

    private static String series(Path file) throws IOException {
        return DataSetReader.read(file).dataSet().string(Tag.SeriesDescription).orElseThrow();
    }

    @Test
    void studiesOfTwoDomainsDoNotMixInOneDirectory(@TempDir Path directory) throws IOException {
        PhantomRequest request = new PhantomRequest(1, 4, Set.of(View.PSAX_LV), 1);
        new GeneratePhantom(1).generate(directory, request, (_, _) -> {});
        assertThatThrownBy(() -> new GeneratePhantom(1)
                        .generate(directory, request.from(PhantomDomain.RANDOMISED), (_, _) -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another request");
    }
}
