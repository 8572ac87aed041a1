package io.muniment.processor.model;

import com.palantir.javapoet.CodeBlock;
import java.math.BigDecimal;
import java.math.BigInteger;
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
import java.util.Optional;
import java.util.UUID;

/**
 * What {@code @Default} says, as an expression.
 *
 * @param code of the component's type
 * @param isLiteral whether it is one, so that it costs nothing to say it again
 */
public record DefaultValue(CodeBlock code, boolean isLiteral) {

    /** Reads a text as a value of {@code type}; empty if it is none, or the type has no values that a text can say. */
    public static Optional<DefaultValue> of(StoredType type, SchemaModel schema, String text) {
        try {
            if (type instanceof BuiltInType builtIn) {
                return Optional.of(builtIn(builtIn.builtIn(), text));
            }
            return type instanceof DefinedType use && schema.definition(use) instanceof EnumDefinition enumeration
                    ? constant(enumeration, text)
                    : Optional.empty();
        } catch (DateTimeException | IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** A text that says a value of {@code type}, to show how; empty if none can. */
    public static Optional<String> example(StoredType type, SchemaModel schema) {
        if (type instanceof BuiltInType builtIn) {
            return Optional.ofNullable(
                    switch (builtIn.builtIn()) {
                        case BOOLEAN -> "false";
                        case BYTE, SHORT, INT, LONG, BIG_INTEGER -> "0";
                        case FLOAT, DOUBLE, BIG_DECIMAL -> "0.0";
                        case CHAR -> "x";
                        case STRING -> "";
                        case INSTANT -> "2024-01-31T12:30:00Z";
                        case LOCAL_DATE -> "2024-01-31";
                        case LOCAL_TIME -> "12:30";
                        case LOCAL_DATE_TIME -> "2024-01-31T12:30";
                        case OFFSET_DATE_TIME -> "2024-01-31T12:30+01:00";
                        case ZONED_DATE_TIME -> "2024-01-31T12:30+01:00[Europe/Paris]";
                        case OFFSET_TIME -> "12:30+01:00";
                        case DURATION -> "PT1H";
                        case PERIOD -> "P1D";
                        case YEAR -> "2024";
                        case YEAR_MONTH -> "2024-01";
                        case MONTH_DAY -> "--01-31";
                        case ZONE_ID -> "Europe/Paris";
                        case ZONE_OFFSET -> "+01:00";
                        case DAY_OF_WEEK -> "MONDAY";
                        case MONTH -> "JANUARY";
                        case UUID -> "00000000-0000-0000-0000-000000000000";
                        default -> null;
                    });
        }
        return type instanceof DefinedType use && schema.definition(use) instanceof EnumDefinition enumeration
                ? enumeration.constants().stream()
                        .map(EnumDefinition.Constant::name)
                        .findFirst()
                : Optional.empty();
    }

    private static Optional<DefaultValue> constant(EnumDefinition enumeration, String text) {
        return enumeration.constants().stream()
                .filter(constant -> constant.name().equals(text))
                .findFirst()
                .map(constant -> literal("$T.$N", enumeration.type().javaType(), text));
    }

    private static DefaultValue builtIn(BuiltIn type, String text) {
        return switch (type) {
            case BOOLEAN -> literal("$L", truth(text));
            case BYTE -> literal("(byte) $L", Byte.parseByte(text));
            case SHORT -> literal("(short) $L", Short.parseShort(text));
            case CHAR -> literal("$L", character(text));
            case INT -> literal("$L", Integer.parseInt(text));
            case LONG -> literal("$LL", Long.parseLong(text));
            case FLOAT -> floating(Float.parseFloat(text));
            case DOUBLE -> floating(Double.parseDouble(text));
            case STRING -> literal("$L", string(text));
            case INSTANT -> parsed(type, Instant.parse(text));
            case LOCAL_DATE -> parsed(type, LocalDate.parse(text));
            case LOCAL_TIME -> parsed(type, LocalTime.parse(text));
            case LOCAL_DATE_TIME -> parsed(type, LocalDateTime.parse(text));
            case OFFSET_DATE_TIME -> parsed(type, OffsetDateTime.parse(text));
            case ZONED_DATE_TIME -> parsed(type, ZonedDateTime.parse(text));
            case OFFSET_TIME -> parsed(type, OffsetTime.parse(text));
            case DURATION -> parsed(type, Duration.parse(text));
            case PERIOD -> parsed(type, Period.parse(text));
            case YEAR -> constant("$T.of($L)", Year.class, Year.parse(text).getValue());
            case YEAR_MONTH -> parsed(type, YearMonth.parse(text));
            case MONTH_DAY -> parsed(type, MonthDay.parse(text));
            case ZONE_ID -> constant("$T.of($S)", ZoneId.class, ZoneId.of(text).getId());
            case ZONE_OFFSET ->
                constant("$T.of($S)", ZoneOffset.class, ZoneOffset.of(text).getId());
            case DAY_OF_WEEK -> literal("$T.$L", DayOfWeek.class, DayOfWeek.valueOf(text));
            case MONTH -> literal("$T.$L", Month.class, Month.valueOf(text));
            case UUID -> constant("$T.fromString($S)", UUID.class, UUID.fromString(text));
            case BIG_INTEGER -> constant("new $T($S)", BigInteger.class, new BigInteger(text));
            case BIG_DECIMAL -> constant("new $T($S)", BigDecimal.class, new BigDecimal(text));
            default -> throw new IllegalArgumentException(type + " has no text");
        };
    }

    private static boolean truth(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(text);
        }
        return text.equals("true");
    }

    private static String character(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException(text);
        }
        return "'" + escaped(text.charAt(0), '\'') + "'";
    }

    private static String string(String text) {
        StringBuilder literal = new StringBuilder("\"");
        text.chars().forEach(c -> literal.append(escaped((char) c, '"')));
        return literal.append('"').toString();
    }

    /** In a literal; what ends a line has no unicode escape, which would end the line there, too. */
    private static String escaped(char c, char quote) {
        return switch (c) {
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> {
                if (c == quote) {
                    yield "\\" + c;
                }
                if (c < ' ') {
                    yield String.format("\\%03o", (int) c);
                }
                yield c <= '~' || Character.isLetter(c) ? String.valueOf(c) : String.format("\\u%04x", (int) c);
            }
        };
    }

    private static DefaultValue floating(float value) {
        return Float.isNaN(value) || Float.isInfinite(value)
                ? literal("$T.$L", Float.class, limit(value))
                : literal("$Lf", value);
    }

    private static DefaultValue floating(double value) {
        return Double.isNaN(value) || Double.isInfinite(value)
                ? literal("$T.$L", Double.class, limit(value))
                : literal("$L", value);
    }

    private static String limit(double value) {
        return Double.isNaN(value) ? "NaN" : value > 0 ? "POSITIVE_INFINITY" : "NEGATIVE_INFINITY";
    }

    private static DefaultValue parsed(BuiltIn type, Object value) {
        return constant("$T.parse($S)", type.javaType(), value.toString());
    }

    private static DefaultValue literal(String format, Object... arguments) {
        return new DefaultValue(CodeBlock.of(format, arguments), true);
    }

    private static DefaultValue constant(String format, Object... arguments) {
        return new DefaultValue(CodeBlock.of(format, arguments), false);
    }
}
