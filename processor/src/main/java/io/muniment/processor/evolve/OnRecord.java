package io.muniment.processor.evolve;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The versions of a schema that are on record, for who needs what they hold. {@link HistoryCheck} says what is wrong with them. */
public final class OnRecord {

    private OnRecord() {}

    /**
     * What was accepted, by version; nothing, if it is not sound.
     *
     * @param directory of all histories, if there is one
     * @param name of the schema
     */
    public static SortedMap<Integer, Recorded> of(Optional<String> directory, String name) {
        TreeMap<Integer, Recorded> versions = new TreeMap<>();
        if (directory.isPresent()) {
            try {
                History history = History.read(Path.of(directory.get()), name);
                if (!history.damage().isEmpty() || history.firstGap() != 0) {
                    return versions;
                }
                for (int version : history.versions()) {
                    versions.put(version, history.recorded(version));
                }
            } catch (IOException | IllegalArgumentException damaged) {
                return Collections.emptySortedMap();
            }
        }
        return versions;
    }
}
