package shop;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

/** What somebody bought. */
public record Order(
        SortedMap<Country, List<Item>> items,
        SortedSet<Country> ways,
        Pair<Country, Long> first,
        Money paid,
        Size size,
        Set<Money> refunds) {}
