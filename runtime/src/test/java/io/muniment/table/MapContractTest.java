package io.muniment.table;

import static org.junit.jupiter.api.Assertions.assertAll;

import com.google.common.collect.testing.ConcurrentMapTestSuiteBuilder;
import com.google.common.collect.testing.ConcurrentNavigableMapTestSuiteBuilder;
import com.google.common.collect.testing.TestStringMapGenerator;
import com.google.common.collect.testing.TestStringSortedMapGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.MapFeature;
import com.google.common.collect.testing.testers.MapEntrySetTester;
import io.muniment.codec.Serializers;
import io.muniment.fixture.MemoryTables;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import junit.framework.Test;
import junit.framework.TestCase;
import junit.framework.TestSuite;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** The map views of tables against the contracts of the JDK's maps, with all their views and views of views. */
class MapContractTest {

    @TestFactory
    DynamicNode hashTableIsAConcurrentMap() {
        return testsOf(ConcurrentMapTestSuiteBuilder.using(new TestStringMapGenerator() {
                    @Override
                    protected Map<String, String> create(Map.Entry<String, String>[] entries) {
                        return filled(
                                new TableMap<>(new MemoryTables().hash(Serializers.STRING, Serializers.STRING)),
                                entries);
                    }
                })
                .named("hash table")
                .withFeatures(
                        MapFeature.GENERAL_PURPOSE, CollectionFeature.SUPPORTS_ITERATOR_REMOVE, CollectionSize.ANY)
                .createTestSuite());
    }

    /** Its entries do not write through, as those of the JDK's own map of that kind. */
    @TestFactory
    DynamicNode sortedTableIsAConcurrentNavigableMap() {
        return testsOf(ConcurrentNavigableMapTestSuiteBuilder.using(new TestStringSortedMapGenerator() {
                    @Override
                    protected SortedMap<String, String> create(Map.Entry<String, String>[] entries) {
                        return filled(
                                new SortedTableMap<>(new MemoryTables().sorted(Serializers.STRING, Serializers.STRING)),
                                entries);
                    }
                })
                .named("sorted table")
                .withFeatures(
                        MapFeature.GENERAL_PURPOSE,
                        CollectionFeature.SUPPORTS_ITERATOR_REMOVE,
                        CollectionFeature.KNOWN_ORDER,
                        CollectionSize.ANY)
                .suppressing(
                        MapEntrySetTester.getSetValueMethod(),
                        MapEntrySetTester.getSetValueWithNullValuesAbsentMethod(),
                        MapEntrySetTester.getIteratorSetValueAndRemove())
                .createTestSuite());
    }

    private static <M extends Map<String, String>> M filled(M map, Map.Entry<String, String>[] entries) {
        for (Map.Entry<String, String> entry : entries) {
            map.put(entry.getKey(), entry.getValue());
        }
        return map;
    }

    /** One test for all of a suite's own, or else the suite would be tens of thousands. */
    private static DynamicNode testsOf(Test test) {
        TestSuite suite = (TestSuite) test;
        List<Executable> own = new ArrayList<>();
        List<DynamicNode> nodes = new ArrayList<>();
        for (Test each : Collections.list(suite.tests())) {
            if (each instanceof TestCase single) {
                own.add(single::runBare);
            } else {
                nodes.add(testsOf(each));
            }
        }
        if (!own.isEmpty()) {
            nodes.add(DynamicTest.dynamicTest(own.size() + " tests", () -> assertAll(own)));
        }
        return DynamicContainer.dynamicContainer(String.valueOf(suite.getName()), nodes);
    }
}
