package io.muniment.processor.check;

import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import io.muniment.processor.model.Member;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** An abstract method of a schema returns one of the tables: {@code Table<K, V>}, {@code Single<V>} and so on. */
final class MethodReturnsTable implements Rule {

    private static final Set<String> MAPS =
            Set.of("Map", "HashMap", "LinkedHashMap", "ConcurrentMap", "ConcurrentHashMap");
    private static final Set<String> SORTED_MAPS =
            Set.of("SortedMap", "NavigableMap", "TreeMap", "ConcurrentNavigableMap", "ConcurrentSkipListMap");

    private static final Map<String, String> ARGUMENTS = Map.of(
            "Single", "<V>", "Sequence", "<E>", "SetTable", "<K, E>", "ListTable", "<K, E>", "MapTable", "<K, S, V>");
    private static final String ALL = "Table<K, V>, SortedTable<K, V>, Single<V>, SetTable<K, E>, ListTable<K, E>,"
            + " MapTable<K, S, V> or Sequence<E>";

    @Override
    public void check(SchemaModel schema, Consumer<Problem> problems) {
        for (Member member : schema.declaration().members()) {
            if (member.sort() == Member.Sort.ABSTRACT) {
                check(member, problems);
            }
        }
    }

    private static void check(Member member, Consumer<Problem> problems) {
        String found = Words.type(member.returnType()) + " " + member.name() + "()";
        switch (member.returned()) {
            case TABLE -> {}
            case RAW_TABLE ->
                problems.accept(new Mistake(
                        member.place(),
                        "A table needs the types of what it keeps",
                        found,
                        Words.type(member.returnType())
                                + ARGUMENTS.getOrDefault(Words.type(member.returnType()), "<K, V>")));
            case UNRESOLVED ->
                problems.accept(new Mistake(
                        member.place(), "A table's type cannot be found", found, ALL + ", from io.muniment.table"));
            case OTHER ->
                problems.accept(new Mistake(
                        member.place(),
                        "An abstract method of a schema names a table",
                        found,
                        instead(member.returnType())
                                + "; or a default method, if it is meant as a question to the tables"));
        }
    }

    private static String instead(TypeName type) {
        List<TypeName> arguments = type instanceof ParameterizedTypeName generic ? generic.typeArguments() : List.of();
        String name = Words.type(Words.raw(type));
        if (arguments.size() == 1 && name.equals("List")) {
            return "Sequence<" + Words.type(arguments.get(0)) + ">, or Single<" + Words.type(type) + ">";
        } else if (arguments.size() == 2 && MAPS.contains(name)) {
            return "Table<" + Words.type(arguments.get(0)) + ", " + Words.type(arguments.get(1)) + ">";
        } else if (arguments.size() == 2 && SORTED_MAPS.contains(name)) {
            return "SortedTable<" + Words.type(arguments.get(0)) + ", " + Words.type(arguments.get(1)) + ">";
        } else if (arguments.size() == 1 && name.equals("Optional")) {
            return "Single<" + Words.type(arguments.get(0)) + ">";
        } else {
            return ALL;
        }
    }
}
