package io.muniment.processor.read;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The first sentence of a Javadoc comment, for another file: links become their labels, since the other file has
 * other imports; markup goes; and nothing is left that could end the comment it is put into, or escape from it.
 */
final class DocText {

    private static final Pattern BLOCK_TAGS = Pattern.compile("(?s)(^|\\R)\\s*@.*");
    private static final Pattern INLINE_TAG = Pattern.compile("\\{@(\\w+)\\s*([^{}]*)\\}");
    private static final Pattern LINK = Pattern.compile("(\\S+?(?:\\([^)]*\\))?)(?:\\s+(.*))?");
    private static final Pattern EMPHASIS = Pattern.compile("</?(?:a|b|code|em|i|strong|sub|sup|tt|var)\\b[^>]*>");
    private static final Pattern MARKUP = Pattern.compile("</?[A-Za-z][^>]*>|<!--.*?-->");
    private static final Pattern AMPERSAND = Pattern.compile("&(?!#?\\w+;)");
    private static final Pattern SENTENCE = Pattern.compile("(.*?\\.)(\\s.*|$)");

    private DocText() {}

    /** The sentence that {@code comment} begins with; empty if there is none. */
    static String firstSentence(@Nullable String comment) {
        if (comment == null) {
            return "";
        }
        String text = BLOCK_TAGS.matcher(comment).replaceFirst("");
        text = text.replaceAll("\\s+", " ").strip();
        text = withoutTags(text).replaceAll("\\s+", " ").strip();
        Matcher sentence = SENTENCE.matcher(text);
        return safe(sentence.matches() ? sentence.group(1) : text);
    }

    private static String withoutTags(String text) {
        StringBuilder plain = new StringBuilder();
        Matcher tag = INLINE_TAG.matcher(text);
        int end = 0;
        while (tag.find()) {
            plain.append(withoutMarkup(text.substring(end, tag.start())));
            plain.append(content(tag.group(1), tag.group(2).strip()));
            end = tag.end();
        }
        return plain.append(withoutMarkup(text.substring(end))).toString();
    }

    private static String withoutMarkup(String text) {
        return MARKUP.matcher(EMPHASIS.matcher(text).replaceAll("")).replaceAll(" ");
    }

    private static String content(String tag, String text) {
        if (!tag.startsWith("link")) {
            return text;
        }
        Matcher link = LINK.matcher(text);
        if (!link.matches()) {
            return text;
        }
        return link.group(2) != null
                ? link.group(2)
                : link.group(1).replaceFirst("^#", "").replace('#', '.');
    }

    private static String safe(String text) {
        StringBuilder safe = new StringBuilder();
        AMPERSAND
                .matcher(text)
                .replaceAll("&amp;")
                .codePoints()
                .filter(c -> !Character.isISOControl(c))
                .forEach(c -> {
                    switch (c) {
                        case '<' -> safe.append("&lt;");
                        case '>' -> safe.append("&gt;");
                        case '\\' -> safe.append("&#92;");
                        case '@' -> safe.append("&#64;");
                        case '{' -> safe.append("&#123;");
                        case '}' -> safe.append("&#125;");
                        case '/' -> safe.append(safe.toString().endsWith("*") ? "&#47;" : "/");
                        default -> safe.appendCodePoint(c);
                    }
                });
        return safe.toString();
    }
}
