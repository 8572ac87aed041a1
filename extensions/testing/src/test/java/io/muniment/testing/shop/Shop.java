package io.muniment.testing.shop;

import io.muniment.annotation.Dropped;
import io.muniment.annotation.Schema;
import io.muniment.table.ListTable;
import io.muniment.table.Sequence;
import io.muniment.table.Table;
import java.util.Optional;

/** What is sold. */
@Schema(name = "shop", version = 3)
@Dropped("notes")
public interface Shop {

    Table<Long, Article> articles();

    ListTable<Long, String> prices();

    Sequence<String> sales();

    record Article(String name, long grams, Optional<String> text) {}
}
