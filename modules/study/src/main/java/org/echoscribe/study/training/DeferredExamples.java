package org.echoscribe.study.training;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.echoscribe.study.torch.Batch;

/** Examples that are costly to have, made when first asked for: a finished training that is only read back never asks. */
public final class DeferredExamples implements Examples {

    private final Supplier<Examples> source;
    private Optional<Examples> made = Optional.empty();

    /** Will ask the source at most once. */
    public DeferredExamples(Supplier<Examples> source) {
        this.source = source;
    }

    @Override
    public int size() {
        return examples().size();
    }

    @Override
    public Batch batch(int[] items, Optional<SplittableRandom> augmentation) {
        return examples().batch(items, augmentation);
    }

    @Override
    public long label(int item) {
        return examples().label(item);
    }

    private Examples examples() {
        if (made.isEmpty()) {
            made = Optional.of(source.get());
        }
        return made.orElseThrow();
    }
}
