package org.echoscribe.dicom.dataset;

/** Turns numbers of a fixed size from big endian to little endian and back. */
final class ByteSwap {

    private ByteSwap() {}

    /** Reverses every whole unit in place; bytes after the last whole unit stay. */
    static byte[] swap(byte[] value, int unitBytes) {
        if (unitBytes > 1) {
            for (int start = 0; start + unitBytes <= value.length; start += unitBytes) {
                for (int low = start, high = start + unitBytes - 1; low < high; low++, high--) {
                    byte kept = value[low];
                    value[low] = value[high];
                    value[high] = kept;
                }
            }
        }
        return value;
    }
}
