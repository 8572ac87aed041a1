package shop.old;

import io.muniment.annotation.Schema;
import io.muniment.table.ListTable;
import io.muniment.table.MapTable;
import io.muniment.table.Sequence;
import io.muniment.table.SetTable;
import io.muniment.table.Single;
import io.muniment.table.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import shop.Money;

/** The shop as it was, kept by hand. */
@Schema(name = "shop", version = 1)
public interface ShopV1 {

    Table<String, Customer> customers();

    Table<Long, Order> orders();

    SetTable<String, Country> delivers();

    ListTable<Integer, Item> carts();

    MapTable<String, Country, Integer> visits();

    Single<Settings> settings();

    Sequence<Event> journal();

    Table<Integer, String> notes();

    /** Somebody who buys. */
    record Customer(
            String name, String tel, Country country, int visits, float weight, Optional<Country> second, String fax) {}

    /** What somebody bought. */
    record Order(
            Map<Country, List<Item>> items, Set<Country> ways, Pair<Country, Integer> first, Money paid, Size size) {}

    /** One of what was bought. */
    record Item(String name, List<Item> more) {}

    /** Two things. */
    record Pair<A, B>(A left, B right) {}

    /** Where. */
    enum Country {
        DE,
        FR,
        INDIA
    }

    /** How big. */
    enum Size {
        SMALL,
        HUGE
    }

    /** How it all is. */
    record Settings(String title) {}

    /** What happened. */
    sealed interface Event {
        /** Somebody came. */
        record Came(String name, Instant when) implements Event {}

        /** Somebody bought. */
        record Bought(long order) implements Event {}
    }
}
