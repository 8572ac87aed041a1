package io.muniment.error;

/** Makes text that came from outside safe to print: one line, and nothing that moves a terminal's cursor. */
final class Printable {

    private Printable() {}

    /** {@code text} with every control, format and line separating character, and every lone surrogate, escaped. */
    static String of(String text) {
        if (text.codePoints().noneMatch(Printable::mustBeEscaped)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> append(escaped, c));
        return escaped.toString();
    }

    private static void append(StringBuilder escaped, int codePoint) {
        if (!mustBeEscaped(codePoint)) {
            escaped.appendCodePoint(codePoint);
        } else if (Character.isBmpCodePoint(codePoint)) {
            escaped.append(String.format("\\u%04x", codePoint));
        } else {
            escaped.append(String.format("\\u{%x}", codePoint));
        }
    }

    private static boolean mustBeEscaped(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
