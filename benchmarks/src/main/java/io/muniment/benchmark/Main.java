package io.muniment.benchmark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the groups that are named, or all. */
final class Main {

    private Main() {}

    public static void main(String[] names) throws Exception {
        Map<String, Group> groups = new LinkedHashMap<>();
        groups.put("reads", new Reads());
        groups.put("writes", new Writes());
        groups.put("synced", new SyncedWrites());
        groups.put("transactions", new Transactions());
        groups.put("indexes", new Indexes());
        groups.put("pauses", new SnapshotPauses());
        groups.put("opening", new Opening());
        groups.put("footprint", new Footprint());
        groups.put("iteration", new Iteration());
        groups.put("migration", new Migrating());
        groups.put("compiling", new Compiling());
        List<String> chosen = names.length == 0 ? List.copyOf(groups.keySet()) : List.of(names);
        if (!groups.keySet().containsAll(chosen)) {
            System.err.println("There is no such group. There are: " + String.join(", ", groups.keySet()));
            System.exit(2);
        }
        Settings settings = Settings.fromProperties();
        System.out.printf(
                "JDK %s, %d processors, %,d entries, %d rounds%n",
                Runtime.version(), Runtime.getRuntime().availableProcessors(), settings.entries(), settings.rounds());
        for (String name : chosen) {
            Group group = groups.get(name);
            if (group != null) {
                group.run(settings, new Report());
            }
        }
        Directories.remove(settings.directory());
    }
}
