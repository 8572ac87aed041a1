package io.muniment.codec;

/**
 * Arrays of primitives: the count, then the elements in their fixed size. The database keeps an array that nobody
 * else holds, and hands out copies of it.
 */
final class PrimitiveArrays {

    private PrimitiveArrays() {}

    static final class BooleanArraySerializer extends ValueSerializer<boolean[]> {

        @Override
        public void write(ValueOutput out, boolean[] value) {
            out.writeCount(value.length);
            out.writeBooleans(value, 0, value.length);
        }

        @Override
        public boolean[] read(ValueInput in) {
            return in.readBooleans(in.readVarInt(true));
        }

        @Override
        public boolean[] freeze(boolean[] value) {
            return value.clone();
        }

        @Override
        public boolean[] copy(boolean[] kept) {
            return kept.clone();
        }
    }

    static final class ByteArraySerializer extends ValueSerializer<byte[]> {

        @Override
        public void write(ValueOutput out, byte[] value) {
            out.writeCount(value.length);
            out.writeBytes(value, 0, value.length);
        }

        @Override
        public byte[] read(ValueInput in) {
            return in.readBytes(in.readVarInt(true));
        }

        @Override
        public byte[] freeze(byte[] value) {
            return value.clone();
        }

        @Override
        public byte[] copy(byte[] kept) {
            return kept.clone();
        }
    }

    static final class ShortArraySerializer extends ValueSerializer<short[]> {

        @Override
        public void write(ValueOutput out, short[] value) {
            out.writeCount(value.length);
            out.writeShorts(value, 0, value.length);
        }

        @Override
        public short[] read(ValueInput in) {
            return in.readShorts(in.readVarInt(true));
        }

        @Override
        public short[] freeze(short[] value) {
            return value.clone();
        }

        @Override
        public short[] copy(short[] kept) {
            return kept.clone();
        }
    }

    static final class CharArraySerializer extends ValueSerializer<char[]> {

        @Override
        public void write(ValueOutput out, char[] value) {
            out.writeCount(value.length);
            out.writeChars(value, 0, value.length);
        }

        @Override
        public char[] read(ValueInput in) {
            return in.readChars(in.readVarInt(true));
        }

        @Override
        public char[] freeze(char[] value) {
            return value.clone();
        }

        @Override
        public char[] copy(char[] kept) {
            return kept.clone();
        }
    }

    static final class IntArraySerializer extends ValueSerializer<int[]> {

        @Override
        public void write(ValueOutput out, int[] value) {
            out.writeCount(value.length);
            out.writeInts(value, 0, value.length);
        }

        @Override
        public int[] read(ValueInput in) {
            return in.readInts(in.readVarInt(true));
        }

        @Override
        public int[] freeze(int[] value) {
            return value.clone();
        }

        @Override
        public int[] copy(int[] kept) {
            return kept.clone();
        }
    }

    static final class LongArraySerializer extends ValueSerializer<long[]> {

        @Override
        public void write(ValueOutput out, long[] value) {
            out.writeCount(value.length);
            out.writeLongs(value, 0, value.length);
        }

        @Override
        public long[] read(ValueInput in) {
            return in.readLongs(in.readVarInt(true));
        }

        @Override
        public long[] freeze(long[] value) {
            return value.clone();
        }

        @Override
        public long[] copy(long[] kept) {
            return kept.clone();
        }
    }

    static final class FloatArraySerializer extends ValueSerializer<float[]> {

        @Override
        public void write(ValueOutput out, float[] value) {
            out.writeCount(value.length);
            out.writeFloats(value, 0, value.length);
        }

        @Override
        public float[] read(ValueInput in) {
            return in.readFloats(in.readVarInt(true));
        }

        @Override
        public float[] freeze(float[] value) {
            return value.clone();
        }

        @Override
        public float[] copy(float[] kept) {
            return kept.clone();
        }
    }

    static final class DoubleArraySerializer extends ValueSerializer<double[]> {

        @Override
        public void write(ValueOutput out, double[] value) {
            out.writeCount(value.length);
            out.writeDoubles(value, 0, value.length);
        }

        @Override
        public double[] read(ValueInput in) {
            return in.readDoubles(in.readVarInt(true));
        }

        @Override
        public double[] freeze(double[] value) {
            return value.clone();
        }

        @Override
        public double[] copy(double[] kept) {
            return kept.clone();
        }
    }
}
