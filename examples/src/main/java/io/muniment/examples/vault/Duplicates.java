package io.muniment.examples.vault;

import io.muniment.codec.Bytes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Files of the same content. */
final class Duplicates {

    private Duplicates() {}

    /** The paths of each content that there is more than once, in order; all of one moment. */
    static List<List<String>> of(VaultDb.Transaction vault) {
        List<List<String>> groups = new ArrayList<>();
        Set<Bytes> seen = new HashSet<>();
        vault.files().forEach((id, file) -> {
            if (seen.add(file.sha256())) {
                List<String> paths = vault.files().bySha256(file.sha256()).stream()
                        .map(same -> same.getValue().path())
                        .sorted()
                        .toList();
                if (paths.size() > 1) {
                    groups.add(paths);
                }
            }
        });
        groups.sort((a, b) -> a.get(0).compareTo(b.get(0)));
        return groups;
    }
}
