package io.muniment.processor.model;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.math.BigDecimal;
import java.math.BigInteger;
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
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/** The types that the runtime stores by itself, apart from collections and {@code Optional}. */
public enum BuiltIn {
    BOOLEAN(TypeName.BOOLEAN),
    BYTE(TypeName.BYTE),
    SHORT(TypeName.SHORT),
    CHAR(TypeName.CHAR),
    INT(TypeName.INT),
    LONG(TypeName.LONG),
    FLOAT(TypeName.FLOAT),
    DOUBLE(TypeName.DOUBLE),
    BOOLEAN_ARRAY(ArrayTypeName.of(TypeName.BOOLEAN)),
    BYTE_ARRAY(ArrayTypeName.of(TypeName.BYTE)),
    SHORT_ARRAY(ArrayTypeName.of(TypeName.SHORT)),
    CHAR_ARRAY(ArrayTypeName.of(TypeName.CHAR)),
    INT_ARRAY(ArrayTypeName.of(TypeName.INT)),
    LONG_ARRAY(ArrayTypeName.of(TypeName.LONG)),
    FLOAT_ARRAY(ArrayTypeName.of(TypeName.FLOAT)),
    DOUBLE_ARRAY(ArrayTypeName.of(TypeName.DOUBLE)),
    STRING(String.class),
    BYTES(ClassName.get("io.muniment.codec", "Bytes")),
    INSTANT(Instant.class),
    LOCAL_DATE(LocalDate.class),
    LOCAL_TIME(LocalTime.class),
    LOCAL_DATE_TIME(LocalDateTime.class),
    OFFSET_DATE_TIME(OffsetDateTime.class),
    ZONED_DATE_TIME(ZonedDateTime.class),
    OFFSET_TIME(OffsetTime.class),
    DURATION(Duration.class),
    PERIOD(Period.class),
    YEAR(Year.class),
    YEAR_MONTH(YearMonth.class),
    MONTH_DAY(MonthDay.class),
    ZONE_ID(ZoneId.class),
    ZONE_OFFSET(ZoneOffset.class),
    DAY_OF_WEEK(DayOfWeek.class),
    MONTH(Month.class),
    UUID(UUID.class),
    BIG_INTEGER(BigInteger.class),
    BIG_DECIMAL(BigDecimal.class),
    OPTIONAL_INT(OptionalInt.class),
    OPTIONAL_LONG(OptionalLong.class),
    OPTIONAL_DOUBLE(OptionalDouble.class);

    private final TypeName javaType;
    private final String expression;

    BuiltIn(TypeName javaType) {
        this.javaType = javaType;
        this.expression = javaType.toString();
    }

    BuiltIn(ClassName javaType) {
        this.javaType = javaType;
        this.expression = javaType.simpleName().toLowerCase(Locale.ROOT);
    }

    BuiltIn(Class<?> javaClass) {
        this(ClassName.get(javaClass));
    }

    /** The one with this name in a schema. */
    public static Optional<BuiltIn> find(String expression) {
        return Arrays.stream(values())
                .filter(builtIn -> builtIn.expression.equals(expression))
                .findFirst();
    }

    /** The Java type; for the eight primitives and their boxes, the primitive. */
    public TypeName javaType() {
        return javaType;
    }

    /** Its name in the schema: {@code int}, {@code localdate}, {@code byte[]}. */
    public String expression() {
        return expression;
    }

    /** Whether it is one of the eight primitives (or their boxes). */
    public boolean isPrimitive() {
        return javaType.isPrimitive();
    }

    /** Whether it has a natural order. */
    public boolean isComparable() {
        return switch (this) {
            case PERIOD, ZONE_ID, OPTIONAL_INT, OPTIONAL_LONG, OPTIONAL_DOUBLE -> false;
            default -> !isArray();
        };
    }

    /** Whether it is {@code OptionalInt}, {@code OptionalLong} or {@code OptionalDouble}. */
    public boolean isOptionalNumber() {
        return this == OPTIONAL_INT || this == OPTIONAL_LONG || this == OPTIONAL_DOUBLE;
    }

    /** Whether it is an array: it can be changed, and has no value equality. */
    public boolean isArray() {
        return javaType instanceof ArrayTypeName;
    }
}
