package io.muniment.codec;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/**
 * The types of {@code java.time}.
 *
 * <p>A fraction of a second is a number and the coarsest unit that expresses it, the unit in the two lowest bits:
 * 0 none, 1 milliseconds, 2 microseconds, 3 nanoseconds. It takes one, two, three or four, five bytes.
 */
final class Times {

    private static final int NANOS_OF_SECOND = 1_000_000_000;
    private static final int SECONDS_OF_DAY = 86_400;
    private static final int MAX_OFFSET_SECONDS = 18 * 3_600;

    private Times() {}

    private static void writeFraction(ValueOutput out, int nanos) {
        out.writeVarInt(fractionOf(nanos), true);
    }

    private static int fractionOf(int nanos) {
        if (nanos == 0) {
            return 0;
        }
        int micros = nanos / 1_000;
        if (micros * 1_000 != nanos) {
            return nanos << 2 | 3;
        }
        int millis = micros / 1_000;
        return millis * 1_000 != micros ? micros << 2 | 2 : millis << 2 | 1;
    }

    private static int readFraction(ValueInput in) {
        int fraction = in.readVarInt(true);
        int count = fraction >>> 2;
        long nanos = switch (fraction & 3) {
            case 1 -> count * 1_000_000L;
            case 2 -> count * 1_000L;
            default -> count;
        };
        if (nanos >= NANOS_OF_SECOND || fractionOf((int) nanos) != fraction) {
            throw in.malformed("a fraction of a second is out of range or not in its shortest form");
        }
        return (int) nanos;
    }

    private static int readYear(ValueInput in) {
        int year = in.readVarInt(false);
        if (year < Year.MIN_VALUE || year > Year.MAX_VALUE) {
            throw in.malformed("a year is out of range");
        }
        return year;
    }

    /** The second since 1970, then the fraction. */
    static final class InstantSerializer extends PlainSerializer<Instant> {

        @Override
        public void write(ValueOutput out, Instant value) {
            out.writeVarLong(value.getEpochSecond(), false);
            writeFraction(out, value.getNano());
        }

        @Override
        public Instant read(ValueInput in) {
            long second = in.readVarLong(false);
            if (second < Instant.MIN.getEpochSecond() || second > Instant.MAX.getEpochSecond()) {
                throw in.malformed("an instant is out of range");
            }
            return Instant.ofEpochSecond(second, readFraction(in));
        }
    }

    /** The day since 1970. */
    static final class LocalDateSerializer extends PlainSerializer<LocalDate> {

        @Override
        public void write(ValueOutput out, LocalDate value) {
            out.writeVarLong(value.toEpochDay(), false);
        }

        @Override
        public LocalDate read(ValueInput in) {
            try {
                return LocalDate.ofEpochDay(in.readVarLong(false));
            } catch (DateTimeException e) {
                throw in.malformed("a date is out of range");
            }
        }
    }

    /** The second of the day, then the fraction. */
    static final class LocalTimeSerializer extends PlainSerializer<LocalTime> {

        @Override
        public void write(ValueOutput out, LocalTime value) {
            out.writeVarInt(value.toSecondOfDay(), true);
            writeFraction(out, value.getNano());
        }

        @Override
        public LocalTime read(ValueInput in) {
            int second = in.readVarInt(true);
            if (second < 0 || second >= SECONDS_OF_DAY) {
                throw in.malformed("a time of day is out of range");
            }
            return LocalTime.ofNanoOfDay(second * (long) NANOS_OF_SECOND + readFraction(in));
        }
    }

    /** The date, then the time of day. */
    static final class LocalDateTimeSerializer extends PlainSerializer<LocalDateTime> {

        @Override
        public void write(ValueOutput out, LocalDateTime value) {
            Serializers.LOCAL_DATE.write(out, value.toLocalDate());
            Serializers.LOCAL_TIME.write(out, value.toLocalTime());
        }

        @Override
        public LocalDateTime read(ValueInput in) {
            LocalDate date = Serializers.LOCAL_DATE.read(in);
            return LocalDateTime.of(date, Serializers.LOCAL_TIME.read(in));
        }
    }

    /** The local time, then the offset. */
    static final class OffsetTimeSerializer extends PlainSerializer<OffsetTime> {

        @Override
        public void write(ValueOutput out, OffsetTime value) {
            Serializers.LOCAL_TIME.write(out, value.toLocalTime());
            Serializers.ZONE_OFFSET.write(out, value.getOffset());
        }

        @Override
        public OffsetTime read(ValueInput in) {
            LocalTime time = Serializers.LOCAL_TIME.read(in);
            return OffsetTime.of(time, Serializers.ZONE_OFFSET.read(in));
        }
    }

    /** The local date and time, then the offset. */
    static final class OffsetDateTimeSerializer extends PlainSerializer<OffsetDateTime> {

        @Override
        public void write(ValueOutput out, OffsetDateTime value) {
            Serializers.LOCAL_DATE_TIME.write(out, value.toLocalDateTime());
            Serializers.ZONE_OFFSET.write(out, value.getOffset());
        }

        @Override
        public OffsetDateTime read(ValueInput in) {
            LocalDateTime local = Serializers.LOCAL_DATE_TIME.read(in);
            return OffsetDateTime.of(local, Serializers.ZONE_OFFSET.read(in));
        }
    }

    /**
     * The local date and time, the offset, the zone. When the rules of the zone have changed since it was written,
     * the instant stays, and the local time follows the new rules.
     */
    static final class ZonedDateTimeSerializer extends PlainSerializer<ZonedDateTime> {

        @Override
        public void write(ValueOutput out, ZonedDateTime value) {
            Serializers.LOCAL_DATE_TIME.write(out, value.toLocalDateTime());
            Serializers.ZONE_OFFSET.write(out, value.getOffset());
            Serializers.ZONE_ID.write(out, value.getZone());
        }

        @Override
        public ZonedDateTime read(ValueInput in) {
            LocalDateTime local = Serializers.LOCAL_DATE_TIME.read(in);
            ZoneOffset offset = Serializers.ZONE_OFFSET.read(in);
            ZoneId zone = Serializers.ZONE_ID.read(in);
            try {
                return ZonedDateTime.ofInstant(local, offset, zone);
            } catch (DateTimeException e) {
                throw in.malformed("a zoned date and time is out of range");
            }
        }
    }

    /** The seconds, rounded down, then the fraction. */
    static final class DurationSerializer extends PlainSerializer<Duration> {

        @Override
        public void write(ValueOutput out, Duration value) {
            out.writeVarLong(value.getSeconds(), false);
            writeFraction(out, value.getNano());
        }

        @Override
        public Duration read(ValueInput in) {
            long seconds = in.readVarLong(false);
            return Duration.ofSeconds(seconds, readFraction(in));
        }
    }

    /** Years, months, days. */
    static final class PeriodSerializer extends PlainSerializer<Period> {

        @Override
        public void write(ValueOutput out, Period value) {
            out.writeVarInt(value.getYears(), false);
            out.writeVarInt(value.getMonths(), false);
            out.writeVarInt(value.getDays(), false);
        }

        @Override
        public Period read(ValueInput in) {
            int years = in.readVarInt(false);
            int months = in.readVarInt(false);
            return Period.of(years, months, in.readVarInt(false));
        }
    }

    static final class YearSerializer extends PlainSerializer<Year> {

        @Override
        public void write(ValueOutput out, Year value) {
            out.writeVarInt(value.getValue(), false);
        }

        @Override
        public Year read(ValueInput in) {
            return Year.of(readYear(in));
        }
    }

    /** The year, then the month. */
    static final class YearMonthSerializer extends PlainSerializer<YearMonth> {

        @Override
        public void write(ValueOutput out, YearMonth value) {
            out.writeVarInt(value.getYear(), false);
            out.writeByte(value.getMonthValue());
        }

        @Override
        public YearMonth read(ValueInput in) {
            int year = readYear(in);
            return YearMonth.of(year, Serializers.MONTH.read(in));
        }
    }

    /** The month, then the day. */
    static final class MonthDaySerializer extends PlainSerializer<MonthDay> {

        @Override
        public void write(ValueOutput out, MonthDay value) {
            out.writeByte(value.getMonthValue());
            out.writeByte(value.getDayOfMonth());
        }

        @Override
        public MonthDay read(ValueInput in) {
            Month month = Serializers.MONTH.read(in);
            int day = in.readByte();
            if (day < 1 || day > month.maxLength()) {
                throw in.malformed("a day of the month is out of range");
            }
            return MonthDay.of(month, day);
        }
    }

    /** 1 to 12. */
    static final class MonthSerializer extends PlainSerializer<Month> {

        @Override
        public void write(ValueOutput out, Month value) {
            out.writeByte(value.getValue());
        }

        @Override
        public Month read(ValueInput in) {
            int month = in.readByte();
            if (month < 1 || month > 12) {
                throw in.malformed("a month is out of range");
            }
            return Month.of(month);
        }
    }

    /** 1, Monday, to 7. */
    static final class DayOfWeekSerializer extends PlainSerializer<DayOfWeek> {

        @Override
        public void write(ValueOutput out, DayOfWeek value) {
            out.writeByte(value.getValue());
        }

        @Override
        public DayOfWeek read(ValueInput in) {
            int day = in.readByte();
            if (day < 1 || day > 7) {
                throw in.malformed("a day of the week is out of range");
            }
            return DayOfWeek.of(day);
        }
    }

    /** Its name. */
    static final class ZoneIdSerializer extends PlainSerializer<ZoneId> {

        @Override
        public void write(ValueOutput out, ZoneId value) {
            out.writeString(value.getId());
        }

        @Override
        public ZoneId read(ValueInput in) {
            String id = in.readString();
            try {
                ZoneId zone = ZoneId.of(id);
                if (zone.getId().equals(id)) {
                    return zone;
                }
            } catch (DateTimeException e) {
                throw in.malformed("a zone is not known to this Java runtime");
            }
            throw in.malformed("a zone is not in the form of its name that is written");
        }
    }

    /** Its seconds. */
    static final class ZoneOffsetSerializer extends PlainSerializer<ZoneOffset> {

        @Override
        public void write(ValueOutput out, ZoneOffset value) {
            out.writeVarInt(value.getTotalSeconds(), false);
        }

        @Override
        public ZoneOffset read(ValueInput in) {
            int seconds = in.readVarInt(false);
            if (seconds < -MAX_OFFSET_SECONDS || seconds > MAX_OFFSET_SECONDS) {
                throw in.malformed("an offset is out of range");
            }
            return ZoneOffset.ofTotalSeconds(seconds);
        }
    }
}
