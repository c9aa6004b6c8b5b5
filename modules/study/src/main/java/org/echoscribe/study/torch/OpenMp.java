package org.echoscribe.study.torch;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.bytedeco.pytorch.global.torch;

/**
 * Makes libtorch's threads sleep while they wait for one another instead of spinning. Where cores are shared with other
 * work, spinning at every barrier made training steps a hundred times as long. OpenMP reads this once, when it is loaded,
 * from the environment alone; so this must run before the first tensor.
 */
public final class OpenMp {

    private OpenMp() {}

    /** Asks for passive waiting, unless the environment already says how to wait. */
    public static void waitPassively() {
        setUnlessSet("OMP_WAIT_POLICY", "passive");
        setUnlessSet("GOMP_SPINCOUNT", "0");
        // Its threads come on top of OpenMP's; the convolutions do not use it.
        setUnlessSet("OPENBLAS_NUM_THREADS", "1");
    }

    /** Limits the threads of one operation, where several processes share the cores. */
    public static void useThreads(int threads) {
        torch.set_num_threads(threads);
    }

    private static void setUnlessSet(String name, String value) {
        Linker linker = Linker.nativeLinker();
        MemorySegment setenv = linker.defaultLookup().findOrThrow("setenv");
        FunctionDescriptor signature = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        try (Arena arena = Arena.ofConfined()) {
            int failed = (int) linker.downcallHandle(setenv, signature)
                    .invokeExact(arena.allocateFrom(name), arena.allocateFrom(value), 0);
            if (failed != 0) {
                throw new IllegalStateException("The environment variable " + name + " cannot be set");
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
