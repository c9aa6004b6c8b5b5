package org.echoscribe.study.network;

/**
 * Frames, rows and columns added around a clip.
 *
 * @param before in front, above and to the left
 * @param after behind, below and to the right
 */
public record VolumePadding(Extent before, Extent after) {

    /** No padding: Keras' {@code valid}. */
    public static final VolumePadding NONE = new VolumePadding(Extent.cube(0), Extent.cube(0));

    /** Keras' {@code same}, as {@link Padding#same} in three directions: the odd one behind. */
    static VolumePadding same(Extent size, Extent kernel, Extent stride) {
        Extent total = new Extent(
                Padding.total(size.frames(), kernel.frames(), stride.frames()),
                Padding.total(size.rows(), kernel.rows(), stride.rows()),
                Padding.total(size.columns(), kernel.columns(), stride.columns()));
        Extent before = new Extent(total.frames() / 2, total.rows() / 2, total.columns() / 2);
        return new VolumePadding(
                before,
                new Extent(
                        total.frames() - before.frames(),
                        total.rows() - before.rows(),
                        total.columns() - before.columns()));
    }

    /** Whether both sides of each direction get the same, so that a convolution can do it by itself. */
    public boolean isSymmetric() {
        return before.equals(after);
    }
}
