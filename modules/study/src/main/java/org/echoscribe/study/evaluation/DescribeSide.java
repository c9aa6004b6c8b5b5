package org.echoscribe.study.evaluation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.echoscribe.study.data.DataSet;
import org.echoscribe.study.data.LabelledLoop;
import org.echoscribe.study.data.PrepareLoops;
import org.echoscribe.study.data.ReadLoop;

/** A data set to one side of an evaluation: whose views are the truth, which loops count, how they were recorded. */
final class DescribeSide {

    private final String wantedReader;
    private final int minimumFrames;
    private final ParallelLoops parallel;
    private final PrepareLoops.Progress progress;

    /** @param wantedReader the reference reader, where the data set knows them; else its first */
    DescribeSide(String wantedReader, int minimumFrames, ParallelLoops parallel, PrepareLoops.Progress progress) {
        this.wantedReader = wantedReader;
        this.minimumFrames = minimumFrames;
        this.parallel = parallel;
        this.progress = progress;
    }

    /** Reads every header and sorts out what is too short. */
    Measured.Side describe(DataSet data) throws IOException {
        String reader = data.readers().contains(wantedReader)
                ? wantedReader
                : data.readers().getFirst();
        List<Callable<LoopCharacteristics>> headers = new ArrayList<>();
        data.loops().forEach(loop -> headers.add(() -> LoopCharacteristics.read(loop.file())));
        List<LoopCharacteristics> all = parallel.call(headers, progress);
        List<LabelledLoop> loops = new ArrayList<>();
        List<ReadLoop> readings = new ArrayList<>();
        List<LoopCharacteristics> characteristics = new ArrayList<>();
        Map<String, String> unscored = new LinkedHashMap<>();
        for (int i = 0; i < all.size(); i++) {
            ReadLoop loop = data.loops().get(i);
            Optional<LabelledLoop> labelled = loop.labelledBy(reader);
            if (labelled.isPresent() && all.get(i).frames() >= minimumFrames) {
                loops.add(labelled.get());
                readings.add(loop);
                characteristics.add(all.get(i));
            } else if (labelled.isPresent()) {
                unscored.put(loop.sopInstanceUid(), "fewer than " + minimumFrames + " frames");
            } else if (!loop.isUnclassifiableTo(reader)) {
                unscored.put(loop.sopInstanceUid(), "not read by the reference reader");
            }
        }
        List<String> others = data.readers().stream()
                .filter(each -> !each.equals(reader))
                .sorted(Comparator.comparingLong((String each) -> -readings.stream()
                        .filter(loop -> loop.readings().containsKey(each))
                        .count()))
                .toList();
        return new Measured.Side(
                reader,
                others,
                loops,
                readings,
                characteristics,
                data.unclassifiableTo(reader),
                unscored,
                data.studies(),
                data.subjects());
    }
}
