package io.muniment.processor.write;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last touch on a source: lines of at most 120 columns, broken where this project's formatter breaks them, and
 * short Javadoc on one line. Works on the finished text, because only there names have their final length.
 */
final class Layout {

    private static final int COLUMNS = 120;
    private static final String TEXT_BLOCK = "\"\"\"";
    private static final Pattern HEADER = Pattern.compile("(.*?) ((?:extends|implements) .*)");
    private static final Pattern ASSIGNMENT = Pattern.compile("( *[^\"=]*? =) (.*)");

    private final List<String> lines = new ArrayList<>();

    private Layout() {}

    /** {@code source} with its lines in order. */
    static String format(String source) {
        Layout layout = new Layout();
        List<String> raw = source.lines().toList();
        for (int at = 0; at < raw.size(); ) {
            at = layout.addFrom(raw, at);
        }
        return String.join("\n", layout.lines) + "\n";
    }

    /** Adds what begins at a line, and returns the line after it. */
    private int addFrom(List<String> raw, int start) {
        String line = raw.get(start);
        int next = start + 1;
        if (line.strip().equals("/**")) {
            int end = next;
            while (!raw.get(end).strip().equals("*/")) {
                end++;
            }
            addJavadoc(indentOf(line), raw.subList(next, end));
            return end + 1;
        }
        if (line.endsWith(TEXT_BLOCK)) {
            return addTextBlocks(raw, start);
        }
        while (isBroken(line, next < raw.size() ? raw.get(next).strip() : "")) {
            line = line
                    + (line.endsWith("(") || raw.get(next).strip().equals(")") ? "" : " ")
                    + raw.get(next++).strip();
        }
        if (line.endsWith(" {") && next < raw.size() && raw.get(next).strip().equals("}")) {
            line = line + raw.get(next++).strip();
        }
        addCode(line.stripTrailing());
        return next;
    }

    private static boolean isBroken(String line, String next) {
        return line.endsWith("(")
                || line.endsWith(",")
                || line.endsWith(" throws")
                || next.startsWith("throws ")
                || line.strip().startsWith("@") && next.equals(")");
    }

    private int addTextBlocks(List<String> raw, int start) {
        lines.add(raw.get(start));
        int next = start + 1;
        for (boolean isInside = true; isInside; next++) {
            String line = raw.get(next);
            lines.add(line);
            isInside = !line.strip().startsWith(TEXT_BLOCK) || line.endsWith(TEXT_BLOCK);
        }
        return next;
    }

    private void addJavadoc(String indent, List<String> text) {
        List<List<String>> paragraphs = new ArrayList<>();
        paragraphs.add(new ArrayList<>());
        for (String line : text) {
            String words = line.strip().substring(1).strip();
            if (words.isEmpty()) {
                paragraphs.add(new ArrayList<>());
            } else {
                paragraphs.get(paragraphs.size() - 1).addAll(List.of(words.split(" ")));
            }
        }
        String all = indent + "/** " + String.join(" ", paragraphs.get(0)) + " */";
        if (paragraphs.size() == 1 && all.length() <= COLUMNS) {
            lines.add(all);
            return;
        }
        lines.add(indent + "/**");
        for (int i = 0; i < paragraphs.size(); i++) {
            if (i > 0) {
                lines.add(indent + " *");
            }
            addParagraph(indent + " *", paragraphs.get(i));
        }
        lines.add(indent + " */");
    }

    private void addParagraph(String start, List<String> words) {
        StringBuilder line = new StringBuilder(start);
        for (String word : words) {
            if (line.length() + 1 + word.length() > COLUMNS && line.length() > start.length()) {
                lines.add(line.toString());
                line = new StringBuilder(start);
            }
            line.append(' ').append(word);
        }
        lines.add(line.toString());
    }

    private void addCode(String line) {
        if (line.length() <= COLUMNS) {
            lines.add(line);
            return;
        }
        Matcher assignment = ASSIGNMENT.matcher(line);
        Matcher header = HEADER.matcher(line);
        if (line.strip().startsWith("if (")) {
            addCondition(line);
        } else if (assignment.matches() && !staysTogether(assignment.group(1), assignment.group(2))) {
            addAssignment(assignment.group(1), assignment.group(2));
        } else if (line.contains(" class ") && header.matches()) {
            lines.add(header.group(1));
            addTypeArguments(deeper(line) + header.group(2));
        } else {
            addCall(line);
        }
    }

    /** Whether {@code left = new X<>(} is one line, with the arguments below, because the right side is too long for one. */
    private static boolean staysTogether(String left, String right) {
        int open = right.indexOf('(');
        return right.startsWith("new ")
                && indentOf(left).length() + 8 + right.length() > COLUMNS
                && left.length() + 1 + open + 1 <= COLUMNS;
    }

    private void addAssignment(String left, String right) {
        if (left.length() <= COLUMNS) {
            lines.add(left);
            addCode(deeper(left) + right);
            return;
        }
        int name = left.lastIndexOf(' ', left.length() - 3);
        lines.add(left.substring(0, name));
        String below = deeper(left) + left.substring(name + 1);
        if (below.length() + 1 + right.length() <= COLUMNS) {
            lines.add(below + " " + right);
        } else {
            lines.add(below);
            addCode(deeper(below) + right);
        }
    }

    private void addTypeArguments(String line) {
        int open = line.indexOf('<');
        if (line.length() <= COLUMNS || open < 0) {
            lines.add(line);
            return;
        }
        lines.add(line.substring(0, open + 1));
        for (String argument : split(line.substring(open + 1))) {
            lines.add(deeper(line) + argument);
        }
    }

    private void addCondition(String line) {
        List<String> operands = List.of(line.split(" && ", -1));
        lines.add(operands.get(0));
        for (String operand : operands.subList(1, operands.size())) {
            lines.add(deeper(line) + "&& " + operand);
        }
    }

    /** A call whose arguments go below: on one line if they fit there, else on a line each. */
    private void addCall(String line) {
        int open = outermostOpen(line);
        if (open < 0) {
            lines.add(line);
            return;
        }
        lines.add(line.substring(0, open + 1));
        String arguments = line.substring(open + 1);
        if (deeper(line).length() + arguments.length() <= COLUMNS) {
            lines.add(deeper(line) + arguments);
            return;
        }
        for (String argument : split(arguments)) {
            addCode(deeper(line) + argument);
        }
    }

    /** The first parenthesis with something inside, or -1. */
    private static int outermostOpen(String line) {
        for (int at = line.indexOf('('); at >= 0; at = line.indexOf('(', at + 1)) {
            if (!line.startsWith("()", at)) {
                return at;
            }
        }
        return -1;
    }

    /** At each comma that is in no string and in no bracket. */
    private static List<String> split(String arguments) {
        List<String> split = new ArrayList<>();
        int depth = 0;
        int from = 0;
        boolean isInString = false;
        for (int at = 0; at < arguments.length(); at++) {
            switch (arguments.charAt(at)) {
                case '\\' -> at++;
                case '"' -> isInString = !isInString;
                case '\'' -> at = isInString ? at : endOfCharacter(arguments, at);
                case '(', '<' -> depth += isInString ? 0 : 1;
                case ')', '>' -> depth -= isInString || isArrow(arguments, at) ? 0 : 1;
                case ',' -> {
                    if (depth == 0 && !isInString) {
                        split.add(arguments.substring(from, at + 1).strip());
                        from = at + 1;
                    }
                }
                default -> {}
            }
        }
        split.add(arguments.substring(from).strip());
        return split;
    }

    private static int endOfCharacter(String code, int start) {
        int end = code.indexOf('\'', start + (code.startsWith("\\", start + 1) ? 3 : 2));
        return end < 0 ? start : end;
    }

    private static boolean isArrow(String code, int at) {
        return code.charAt(at) == '>' && at > 0 && code.charAt(at - 1) == '-';
    }

    private static String deeper(String line) {
        return indentOf(line) + " ".repeat(8);
    }

    private static String indentOf(String line) {
        return line.substring(0, line.length() - line.stripLeading().length());
    }
}
