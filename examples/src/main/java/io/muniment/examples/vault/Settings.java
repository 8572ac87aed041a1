package io.muniment.examples.vault;

import java.util.Set;

/**
 * What an import does when it is not told otherwise.
 *
 * @param owner whose the files are
 * @param ignored the names of directories that are passed over
 */
public record Settings(Username owner, Set<String> ignored) {

    /** The settings of a vault that has none yet: the user of this process, and nothing of Git's. */
    static Settings initial() {
        String user = System.getProperty("user.name", "");
        return new Settings(new Username(user.isBlank() ? "nobody" : user), Set.of(".git"));
    }
}
