package io.muniment.table;

/** For tests of other packages: what tables hold beyond one version for each key. */
public final class LeftOver {

    private LeftOver() {}

    /** Nothing while all is visible and no view is open. */
    public static String of(TableHandle<?, ?>... tables) {
        StringBuilder all = new StringBuilder();
        for (TableHandle<?, ?> table : tables) {
            String one = table.versions().leftOver();
            if (!one.isEmpty()) {
                all.append(table.description().name()).append(": ").append(one).append("; ");
            }
        }
        return all.toString();
    }
}
