package shop;

import java.util.List;

/** One of what was bought. */
public record Item(String name, int pieces, List<Item> more) {}
