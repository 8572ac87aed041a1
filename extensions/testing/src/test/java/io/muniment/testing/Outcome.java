package io.muniment.testing;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/** What came of tests: by name what each threw, and how many there were. */
record Outcome(int tests, Map<String, Throwable> failures) {

    static Outcome of(Iterable<DynamicNode> nodes) {
        Map<String, Throwable> failures = new TreeMap<>();
        return new Outcome(run(nodes, "", failures), failures);
    }

    private static int run(Iterable<? extends DynamicNode> nodes, String prefix, Map<String, Throwable> failures) {
        int tests = 0;
        for (DynamicNode node : nodes) {
            String name = prefix + node.getDisplayName();
            if (node instanceof DynamicContainer container) {
                tests += run(
                        () -> container
                                .getChildren()
                                .map(each -> (DynamicNode) each)
                                .iterator(),
                        name + "/",
                        failures);
            } else if (node instanceof DynamicTest test) {
                tests++;
                try {
                    test.getExecutable().execute();
                } catch (Throwable e) {
                    failures.put(name, e);
                }
            }
        }
        return tests;
    }

    /** What one of the tests failed with. */
    String message(String test) {
        Throwable failure = failures.get(test);
        if (failure == null) {
            throw new AssertionError(test + " did not fail; failed: " + failures.keySet());
        }
        return failure.getMessage();
    }
}
