package io.muniment.testing;

import io.muniment.schema.TableKind;
import io.muniment.schema.TableShape;
import java.util.ArrayList;
import java.util.List;

/** What the parts of a table are called where values are given for them or a sample is described. */
record TablePlaces(String key, String value, String element, String mapKey, String mapValue) {

    private static final String NONE = "";

    static TablePlaces of(TableShape table) {
        String name = table.name();
        boolean isMap = table.kind() == TableKind.MAP;
        boolean hasElements = table.kind().hasGroups() && !isMap;
        return new TablePlaces(
                table.kind().hasKeys() ? name + ".key" : NONE,
                table.kind().hasGroups() ? NONE : name + ".value",
                hasElements ? name + ".element" : NONE,
                isMap ? name + ".mapKey" : NONE,
                isMap ? name + ".mapValue" : NONE);
    }

    /** Those that the table has. */
    List<String> all() {
        List<String> all = new ArrayList<>(List.of(key, value, element, mapKey, mapValue));
        all.removeIf(String::isEmpty);
        return all;
    }
}
