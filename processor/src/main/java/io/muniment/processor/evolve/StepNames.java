package io.muniment.processor.evolve;

import io.muniment.processor.model.Member;
import io.muniment.processor.model.TableModel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/**
 * The names of the methods of a step.
 *
 * <ol>
 *   <li>{@code complete}, {@code copy}, and the names of the methods of {@code Object}, are taken; {@code yield(..)} is no call in Java.
 *   <li>A part of the rows of a table {@code accounts} is {@code accountsKey}, {@code accountsValue} and so on. Where two
 *       tables would have one method (a map table {@code a} and a table {@code aMap}), the later by name has a number.
 *   <li>A type {@code Account} is {@code account}, {@code URL} is {@code url}, {@code Pair<string,int>} is
 *       {@code pairOfStringAndInt}; two types, of which one is not the other under a new name, are {@code accountToPerson}.
 *       Where that is taken or no Java identifier, {@code Type} follows; where that is taken, a number, by order of stored names.
 * </ol>
 */
final class StepNames {

    private static final Set<String> OF_STEP = Set.of("complete", "copy", "yield");

    private static final Pattern WORD = Pattern.compile("[^<>,]+");
    private static final Pattern CAPITALS =
            Pattern.compile("^\\p{Lu}+(?=\\p{Lu}\\p{Ll})|^\\p{Lu}+(?!\\p{Ll})|^\\p{Lu}");

    private final Set<String> taken = new HashSet<>(Member.OF_EVERY_OBJECT);
    private final Map<String, String> parts = new HashMap<>();

    StepNames() {
        taken.addAll(OF_STEP);
    }

    /** Gives names to all parts of these tables. */
    void reserve(List<TableModel> tables) {
        for (TableModel table : tables) {
            switch (table.kind()) {
                case HASH, SORTED -> reserve(table, "key", "value");
                case SINGLE -> reserve(table, "value");
                case SET, LIST -> reserve(table, "key", "element");
                case MAP -> reserve(table, "key", "map key", "map value");
                case SEQUENCE -> reserve(table, "element");
            }
        }
    }

    private void reserve(TableModel table, String... names) {
        for (String part : names) {
            StringBuilder name = new StringBuilder(table.name());
            for (String word : part.split(" ", -1)) {
                name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
            }
            parts.put(table.name() + " " + part, numbered(name.toString()));
        }
    }

    /** The method for a part of a table's rows. */
    String ofPart(TableModel table, String part) {
        return parts.getOrDefault(table.name() + " " + part, "");
    }

    /** The method for a type that was there before. */
    String ofType(String expression) {
        return free(withLowerCase(words(expression)));
    }

    /** The method for a type in place of another. */
    String ofPair(String before, String now) {
        return free(withLowerCase(words(before)) + "To" + words(now));
    }

    private String free(String name) {
        return SourceVersion.isKeyword(name) || taken.contains(name) ? numbered(name + "Type") : numbered(name);
    }

    private String numbered(String name) {
        String numbered = name;
        for (int number = 2; !taken.add(numbered); number++) {
            numbered = name + number;
        }
        return numbered;
    }

    /** {@code Pair<string,list<Account>>} as a name: {@code PairOfStringAndListOfAccount}. */
    private static String words(String expression) {
        StringBuilder words = new StringBuilder();
        String named = expression.replace("[]", "Array");
        for (MatchResult word : WORD.matcher(named).results().toList()) {
            if (word.start() > 0) {
                words.append(named.charAt(word.start() - 1) == '<' ? "Of" : "And");
            }
            int first = word.group().codePointAt(0);
            words.appendCodePoint(Character.toUpperCase(first))
                    .append(word.group().substring(Character.charCount(first)));
        }
        return words.toString();
    }

    private static String withLowerCase(String name) {
        return CAPITALS.matcher(name)
                .replaceFirst(
                        capitals -> capitals.group().toLowerCase(Locale.ROOT).replace("$", "\\$"));
    }
}
