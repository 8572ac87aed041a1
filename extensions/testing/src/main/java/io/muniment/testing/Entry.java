package io.muniment.testing;

import io.muniment.codec.Unit;
import io.muniment.schema.TableKind;
import io.muniment.schema.TableShape;
import io.muniment.schema.TypeExpression;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * One entry of a table, or one element of a sequence, in a sample database.
 *
 * @param number which sample
 * @param plain the paths at which it is ordinary, though its number says something else
 */
record Entry(Samples samples, TableShape table, int number, Set<String> plain) {

    /** The key; of a single, or of a sequence, that there is none. */
    Object key() {
        return table.key() == null ? Unit.UNIT : part(table.key(), places().key(), new LinkedHashMap<>());
    }

    /** The value; of a table of groups the group, of a sequence the element. */
    Object value() {
        return value(new LinkedHashMap<>());
    }

    private Object value(Map<String, Samples.Edge> edges) {
        if (table.kind() == TableKind.SEQUENCE) {
            return part(table.value(), places().element(), edges);
        }
        return table.kind().hasGroups()
                ? samples.group(table, number, plain, edges)
                : part(table.value(), places().value(), edges);
    }

    private Object part(TypeExpression type, String place, Map<String, Samples.Edge> edges) {
        return samples.value(type, place, number, plain, edges);
    }

    private TablePlaces places() {
        return TablePlaces.of(table);
    }

    /** How many of a table's entries have something remarkable. */
    static int count(Samples samples, TableShape table) {
        TablePlaces places = TablePlaces.of(table);
        int keys = table.key() == null ? 1 : samples.width(table.key(), places.key());
        int values = switch (table.kind()) {
            case SET, LIST, MAP -> Samples.groupWidth();
            case SEQUENCE -> samples.width(table.value(), places.element());
            default -> samples.width(table.value(), places.value());
        };
        return Math.max(keys, values);
    }

    /** The paths at which it is not ordinary, with what is there. */
    Map<String, Samples.Edge> edges() {
        Map<String, Samples.Edge> edges = new LinkedHashMap<>();
        if (table.key() != null) {
            part(table.key(), places().key(), edges);
        }
        value(edges);
        return edges;
    }

    /** The same, but ordinary at one more path. */
    Entry plainAt(String path) {
        Set<String> more = new HashSet<>(plain);
        more.add(path);
        return new Entry(samples, table, number, more);
    }
}
