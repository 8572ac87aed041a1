package io.muniment.testing.shop.v2;

import io.muniment.annotation.Schema;
import io.muniment.table.ListTable;
import io.muniment.table.Sequence;
import io.muniment.table.Table;

/** What was sold. */
@Schema(name = "shop", version = 2)
public interface Shop {

    Table<Long, Article> articles();

    ListTable<Long, String> prices();

    Sequence<String> sales();

    Table<String, String> notes();

    record Article(String name, int grams) {}
}
