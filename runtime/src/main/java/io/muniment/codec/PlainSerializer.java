package io.muniment.codec;

/** For values that nobody can change: kept and handed out as they are, alone and in collections. */
abstract class PlainSerializer<T> extends ValueSerializer<T> {

    @Override
    public final T freeze(T value) {
        return value;
    }

    @Override
    public final T copy(T kept) {
        return kept;
    }
}
