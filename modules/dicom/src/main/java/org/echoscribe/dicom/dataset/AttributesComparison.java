package org.echoscribe.dicom.dataset;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** Compares data sets element by element, by the bytes each value is written as, without recursion. */
final class AttributesComparison {

    private record Pair(Attributes left, Attributes right) {}

    private AttributesComparison() {}

    static boolean equal(Attributes left, Attributes right) {
        Deque<Pair> open = new ArrayDeque<>(List.of(new Pair(left, right)));
        while (!open.isEmpty()) {
            Pair pair = open.pop();
            if (pair.left.size() != pair.right.size()) {
                return false;
            }
            Iterator<Element> others = pair.right.elements().iterator();
            for (Element element : pair.left.elements()) {
                if (!equal(pair, element, others.next(), open)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean equal(Pair pair, Element left, Element right, Deque<Pair> open) {
        if (left.tag() != right.tag() || left.vr() != right.vr()) {
            return false;
        }
        if (left instanceof Element.Sequence sequence && right instanceof Element.Sequence other) {
            for (int item = 0;
                    item < Math.min(sequence.items().size(), other.items().size());
                    item++) {
                open.push(new Pair(sequence.items().get(item), other.items().get(item)));
            }
            return sequence.items().size() == other.items().size();
        }
        if (left instanceof Element.Fragments fragments && right instanceof Element.Fragments other) {
            return Arrays.deepEquals(
                    fragments.fragments().toArray(), other.fragments().toArray());
        }
        if (left instanceof Element.Located || right instanceof Element.Located) {
            return left.equals(right);
        }
        return Arrays.equals(EncodedValue.padded(left, pair.left), EncodedValue.padded(right, pair.right));
    }
}
