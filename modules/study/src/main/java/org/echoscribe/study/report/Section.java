package org.echoscribe.study.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A chapter of the report.
 *
 * @param id names it in links
 * @param title its heading
 * @param blocks what stands in it, from top to bottom
 */
record Section(String id, String title, List<Block> blocks) {

    Section {
        blocks = List.copyOf(blocks);
    }

    /** Something in a chapter. */
    sealed interface Block {}

    /** A paragraph. */
    record Words(String text) implements Block {}

    /** A table of numbers. */
    record Numbers(NumberTable table) implements Block {}

    /**
     * A picture.
     *
     * @param id names its file
     * @param caption what it shows and how to read it
     * @param numbers what is drawn, for the files
     */
    record Figure(String id, String caption, Drawing drawing, NumberTable numbers) implements Block {}

    /** Collects the blocks of a chapter. */
    static final class Builder {
        private final String id;
        private final String title;
        private final List<Block> blocks = new ArrayList<>();

        Builder(String id, String title) {
            this.id = id;
            this.title = title;
        }

        Builder words(String text) {
            blocks.add(new Words(text));
            return this;
        }

        Builder numbers(NumberTable table) {
            blocks.add(new Numbers(table));
            return this;
        }

        Builder figure(String figure, String caption, Drawing drawing, NumberTable numbers) {
            blocks.add(new Figure(figure, caption, drawing, numbers));
            return this;
        }

        Section build() {
            return new Section(id, title, blocks);
        }
    }
}
