package io.muniment.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/** Single values: numbers, texts, identifiers. */
final class Scalars {

    private Scalars() {}

    static final class BooleanSerializer extends PlainSerializer<Boolean> {

        @Override
        public void write(ValueOutput out, Boolean value) {
            out.writeBoolean(value);
        }

        @Override
        public Boolean read(ValueInput in) {
            return in.readBoolean();
        }
    }

    static final class ByteSerializer extends PlainSerializer<Byte> {

        @Override
        public void write(ValueOutput out, Byte value) {
            out.writeByte(value);
        }

        @Override
        public Byte read(ValueInput in) {
            return in.readByte();
        }
    }

    static final class ShortSerializer extends PlainSerializer<Short> {

        @Override
        public void write(ValueOutput out, Short value) {
            out.writeShort(value);
        }

        @Override
        public Short read(ValueInput in) {
            return in.readShort();
        }
    }

    static final class CharSerializer extends PlainSerializer<Character> {

        @Override
        public void write(ValueOutput out, Character value) {
            out.writeChar(value);
        }

        @Override
        public Character read(ValueInput in) {
            return in.readChar();
        }
    }

    static final class IntSerializer extends PlainSerializer<Integer> {

        @Override
        public void write(ValueOutput out, Integer value) {
            out.writeVarInt(value, false);
        }

        @Override
        public Integer read(ValueInput in) {
            return in.readVarInt(false);
        }
    }

    static final class LongSerializer extends PlainSerializer<Long> {

        @Override
        public void write(ValueOutput out, Long value) {
            out.writeVarLong(value, false);
        }

        @Override
        public Long read(ValueInput in) {
            return in.readVarLong(false);
        }
    }

    static final class FloatSerializer extends PlainSerializer<Float> {

        @Override
        public void write(ValueOutput out, Float value) {
            out.writeFloat(value);
        }

        @Override
        public Float read(ValueInput in) {
            return in.readFloat();
        }
    }

    static final class DoubleSerializer extends PlainSerializer<Double> {

        @Override
        public void write(ValueOutput out, Double value) {
            out.writeDouble(value);
        }

        @Override
        public Double read(ValueInput in) {
            return in.readDouble();
        }
    }

    static final class StringSerializer extends PlainSerializer<String> {

        @Override
        public void write(ValueOutput out, String value) {
            out.writeString(value);
        }

        @Override
        public String read(ValueInput in) {
            return in.readString();
        }
    }

    /** The count, then the bytes. */
    static final class BytesSerializer extends PlainSerializer<Bytes> {

        @Override
        public void write(ValueOutput out, Bytes value) {
            out.writeCount(value.size());
            value.writeTo(out);
        }

        @Override
        public Bytes read(ValueInput in) {
            return Bytes.owning(in.readBytes(in.readCount()));
        }
    }

    /** Sixteen bytes. */
    static final class UuidSerializer extends PlainSerializer<UUID> {

        @Override
        public void write(ValueOutput out, UUID value) {
            out.writeLong(value.getMostSignificantBits());
            out.writeLong(value.getLeastSignificantBits());
        }

        @Override
        public UUID read(ValueInput in) {
            long most = in.readLong();
            return new UUID(most, in.readLong());
        }
    }

    /** The count of bytes, then the fewest bytes in two's complement. */
    static final class BigIntegerSerializer extends PlainSerializer<BigInteger> {

        @Override
        public void write(ValueOutput out, BigInteger value) {
            byte[] bytes = value.toByteArray();
            out.writeCount(bytes.length);
            out.writeBytes(bytes);
        }

        @Override
        public BigInteger read(ValueInput in) {
            byte[] bytes = in.readBytes(in.readCount());
            if (bytes.length == 0 || hasNeedlessFirstByte(bytes)) {
                throw in.malformed("a big integer has no bytes or more bytes than it needs");
            }
            return new BigInteger(bytes);
        }

        private static boolean hasNeedlessFirstByte(byte[] bytes) {
            return bytes.length > 1 && bytes[0] == bytes[1] >> 7;
        }
    }

    /** The scale, then the unscaled value. */
    static final class BigDecimalSerializer extends PlainSerializer<BigDecimal> {

        @Override
        public void write(ValueOutput out, BigDecimal value) {
            out.writeVarInt(value.scale(), false);
            Serializers.BIG_INTEGER.write(out, value.unscaledValue());
        }

        @Override
        public BigDecimal read(ValueInput in) {
            int scale = in.readVarInt(false);
            return new BigDecimal(Serializers.BIG_INTEGER.read(in), scale);
        }
    }

    /** One byte, 0. */
    static final class UnitSerializer extends PlainSerializer<Unit> {

        @Override
        public void write(ValueOutput out, Unit value) {
            out.writeByte(0);
        }

        @Override
        public Unit read(ValueInput in) {
            if (in.readByte() != 0) {
                throw in.malformed("the unit is not 0");
            }
            return Unit.UNIT;
        }
    }

    /** Whether there is a number, then the number. */
    static final class OptionalIntSerializer extends PlainSerializer<OptionalInt> {

        @Override
        public void write(ValueOutput out, OptionalInt value) {
            out.writeBoolean(value.isPresent());
            if (value.isPresent()) {
                out.writeVarInt(value.getAsInt(), false);
            }
        }

        @Override
        public OptionalInt read(ValueInput in) {
            return in.readBoolean() ? OptionalInt.of(in.readVarInt(false)) : OptionalInt.empty();
        }
    }

    /** Whether there is a number, then the number. */
    static final class OptionalLongSerializer extends PlainSerializer<OptionalLong> {

        @Override
        public void write(ValueOutput out, OptionalLong value) {
            out.writeBoolean(value.isPresent());
            if (value.isPresent()) {
                out.writeVarLong(value.getAsLong(), false);
            }
        }

        @Override
        public OptionalLong read(ValueInput in) {
            return in.readBoolean() ? OptionalLong.of(in.readVarLong(false)) : OptionalLong.empty();
        }
    }

    /** Whether there is a number, then the number. */
    static final class OptionalDoubleSerializer extends PlainSerializer<OptionalDouble> {

        @Override
        public void write(ValueOutput out, OptionalDouble value) {
            out.writeBoolean(value.isPresent());
            if (value.isPresent()) {
                out.writeDouble(value.getAsDouble());
            }
        }

        @Override
        public OptionalDouble read(ValueInput in) {
            return in.readBoolean() ? OptionalDouble.of(in.readDouble()) : OptionalDouble.empty();
        }
    }
}
