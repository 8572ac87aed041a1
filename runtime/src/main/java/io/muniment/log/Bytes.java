package io.muniment.log;

import static java.lang.invoke.MethodHandles.byteArrayViewVarHandle;
import static java.nio.ByteOrder.BIG_ENDIAN;

import java.lang.invoke.VarHandle;

/** Numbers in arrays, at any offset. */
final class Bytes {

    static final VarHandle INT = byteArrayViewVarHandle(int[].class, BIG_ENDIAN);
    static final VarHandle LONG = byteArrayViewVarHandle(long[].class, BIG_ENDIAN);

    private Bytes() {}
}
