package io.muniment.testing;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Values of a user's own types, made of a schema alone: equal by what they hold, and printed as they are. */
sealed interface Stored extends Comparable<Stored> {

    /** A record, with its components in the order of their ids. */
    record Fields(String type, List<String> names, List<Object> components) implements Stored {

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(type).append('(');
            for (int i = 0; i < names.size(); i++) {
                text.append(i == 0 ? "" : ", ").append(names.get(i)).append(" = ");
                text.append(Print.of(components.get(i)));
            }
            return text.append(')').toString();
        }
    }

    /** A constant of an enum. */
    record Constant(int id, String name) implements Stored {

        @Override
        public String toString() {
            return name;
        }
    }

    /** A value of a sealed family, as one of its cases. */
    record Case(int id, Object value) implements Stored {

        @Override
        public String toString() {
            return Print.of(value);
        }
    }

    /** Any order will do, so that they can be keys of sorted tables; the program has its own. */
    @Override
    default int compareTo(Stored other) {
        return toString().compareTo(other.toString());
    }

    /** Values as a person reads them. */
    final class Print {

        private static final int MOST_CHARS = 60;
        private static final int MOST_ELEMENTS = 5;

        private Print() {}

        static String of(Object value) {
            if (value instanceof CharSequence text) {
                return quoted(text);
            } else if (value instanceof Character c) {
                return quoted(String.valueOf(c));
            } else if (value instanceof Map<?, ?> map) {
                return elements(map.entrySet(), "{", "}");
            } else if (value instanceof Iterable<?> iterable) {
                return elements(iterable, "[", "]");
            } else if (value instanceof Map.Entry<?, ?> entry) {
                return of(entry.getKey()) + ": " + of(entry.getValue());
            } else if (value.getClass().isArray()) {
                return value.getClass().getComponentType() + "[" + java.lang.reflect.Array.getLength(value) + "]";
            }
            return value.toString();
        }

        private static String elements(Iterable<?> elements, String begin, String end) {
            StringBuilder text = new StringBuilder(begin);
            int count = 0;
            for (Iterator<?> i = elements.iterator(); i.hasNext(); count++) {
                Object next = i.next();
                if (count < MOST_ELEMENTS) {
                    text.append(count == 0 ? "" : ", ").append(of(next));
                }
            }
            return text.append(count > MOST_ELEMENTS ? ", ... " + count + " in all" : "")
                    .append(end)
                    .toString();
        }

        private static String quoted(CharSequence text) {
            StringBuilder quoted = new StringBuilder("\"");
            text.chars().limit(MOST_CHARS).forEach(c -> {
                if (c < ' ' || c == 0x7f || Character.isSurrogate((char) c)) {
                    quoted.append(String.format("\\u%04x", c));
                } else {
                    quoted.append((char) c);
                }
            });
            return quoted.append(text.length() > MOST_CHARS ? "... " + text.length() + " chars\"" : "\"")
                    .toString();
        }
    }
}
