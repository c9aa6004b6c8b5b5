package org.echoscribe.imaging.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.echoscribe.imaging.flow.SelectionNetwork.Comparison;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By the zero-one principle, a network that selects the median of all zeros and ones selects it of any values. */
class SelectionNetworkTest {

    @ParameterizedTest
    @ValueSource(ints = {3, 5})
    void selectsTheMedianOfEveryArrangementOfZerosAndOnes(int width) {
        SelectionNetwork network = SelectionNetwork.of(width);
        int pixels = width * width;
        long arrangements = 1L << pixels;
        long wrong = 0;
        long[] wires = new long[pixels];
        // One bit of each long is one arrangement: 64 are tried at once.
        for (long first = 0; first < arrangements; first += 64) {
            for (int wire = 0; wire < pixels; wire++) {
                wires[wire] = bits(first, wire);
            }
            long expected = majority(wires);
            for (int column = 0; column < width; column++) {
                for (Comparison comparison : network.columnSort()) {
                    compare(wires, width * comparison.low() + column, width * comparison.high() + column);
                }
            }
            for (Comparison comparison : network.selection()) {
                compare(wires, comparison.low(), comparison.high());
            }
            wrong += Long.bitCount(wires[network.medianWire()] ^ expected);
        }
        assertThat(wrong).isZero();
    }

    private static long bits(long first, int wire) {
        long bits = 0;
        for (int i = 0; i < 64; i++) {
            bits |= (first + i >> wire & 1) << i;
        }
        return bits;
    }

    /** For each of the 64 arrangements, whether more than half of the wires carry one: a bit-sliced counter. */
    private static long majority(long[] wires) {
        long[] counter = new long[5];
        for (long wire : wires) {
            long carry = wire;
            for (int digit = 0; digit < counter.length; digit++) {
                long sum = counter[digit] ^ carry;
                carry &= counter[digit];
                counter[digit] = sum;
            }
        }
        long majority = 0;
        for (int i = 0; i < 64; i++) {
            int count = 0;
            for (int digit = 0; digit < counter.length; digit++) {
                count |= (int) (counter[digit] >> i & 1) << digit;
            }
            majority |= (count > wires.length / 2 ? 1L : 0L) << i;
        }
        return majority;
    }

    private static void compare(long[] wires, int low, int high) {
        long lesser = wires[low] & wires[high];
        wires[high] |= wires[low];
        wires[low] = lesser;
    }
}
