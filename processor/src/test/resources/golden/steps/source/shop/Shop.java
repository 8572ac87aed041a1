package shop;

import io.muniment.annotation.Dropped;
import io.muniment.annotation.RenamedFrom;
import io.muniment.annotation.Schema;
import io.muniment.table.ListTable;
import io.muniment.table.MapTable;
import io.muniment.table.Sequence;
import io.muniment.table.SetTable;
import io.muniment.table.Single;
import io.muniment.table.SortedTable;
import io.muniment.table.Table;
import java.util.Optional;
import java.util.UUID;
import shop.old.ShopV1;

/** The shop as it is. */
@Schema(name = "shop", version = 2, previous = ShopV1.class)
@Dropped("notes")
public interface Shop {

    @RenamedFrom("customers")
    SortedTable<String, Person> people();

    Table<UUID, Order> orders();

    SetTable<String, Country> delivers();

    ListTable<Integer, Item> carts();

    MapTable<String, Country, Long> visits();

    Single<Optional<Settings>> settings();

    Sequence<Event> journal();

    Table<Long, Event> recent();
}
