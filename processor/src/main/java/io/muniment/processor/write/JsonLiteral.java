package io.muniment.processor.write;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;

/** Text as Java source: a text block, or several when one would be too long for a class file. */
final class JsonLiteral {

    /** A constant has 65,535 bytes at most, and a char takes 3 at most. */
    private static final int MAX_CHARS = 65_535 / 3;

    private JsonLiteral() {}

    /** An expression whose value is {@code text}. */
    static CodeBlock of(String text) {
        List<String> parts = split(text);
        if (parts.size() == 1) {
            return CodeBlock.of("$>$L$<", textBlock(parts.get(0)));
        }
        String blocks = parts.stream()
                .map(JsonLiteral::textBlock)
                .reduce((a, b) -> a + ", " + b)
                .orElseThrow();
        return CodeBlock.of("$>$T.join($S, $L)$<", String.class, "", blocks);
    }

    /** Parts that end with a line wherever one ends in time. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        while (text.length() - from > MAX_CHARS) {
            int lineEnd = text.lastIndexOf('\n', from + MAX_CHARS - 1);
            int to = lineEnd > from ? lineEnd + 1 : from + MAX_CHARS;
            parts.add(text.substring(from, to));
            from = to;
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static String textBlock(String text) {
        StringBuilder block = new StringBuilder("\"\"\"\n");
        text.chars().forEach(c -> escape(block, (char) c));
        return block.append(text.endsWith("\n") ? "\"\"\"" : "\\\n\"\"\"").toString();
    }

    /** What is not printable ASCII is escaped: no sign in a name can change how the source reads. */
    private static void escape(StringBuilder block, char c) {
        if (c == '\\') {
            block.append("\\\\");
        } else if (c == '\n' || c >= ' ' && c <= '~') {
            block.append(c);
        } else {
            block.append(String.format("\\u%04x", (int) c));
        }
    }
}
