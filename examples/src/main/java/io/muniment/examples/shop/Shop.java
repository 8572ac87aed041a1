package io.muniment.examples.shop;

import io.muniment.annotation.Dropped;
import io.muniment.annotation.Schema;
import io.muniment.table.SetTable;
import io.muniment.table.Table;

/** Who has ordered what: version 2. */
@Schema(name = "shop", version = 2)
@Dropped("coupons")
public interface Shop {

    /** By name. */
    Table<String, Customer> customers();

    /** By number. */
    Table<Long, Order> orders();

    /** The names of the customers of each city. */
    SetTable<String, String> cities();
}
