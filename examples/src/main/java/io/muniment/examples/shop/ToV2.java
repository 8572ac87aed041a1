package io.muniment.examples.shop;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What cannot be derived of the step from version 1 to version 2. */
final class ToV2 implements ShopV1ToV2 {

    private final Map<String, Long> prices;

    ToV2(Map<String, Long> prices) {
        this.prices = prices;
    }

    @Override
    public Order order(ShopV1.Order old) {
        List<Item> items = old.items().stream().map(this::item).toList();
        long cents = items.stream()
                .mapToLong(item -> item.count() * prices.getOrDefault(item.article(), 0L))
                .sum();
        return new Order(old.customer(), status(old.status()), items, cents);
    }

    @Override
    public void complete(ShopV1 old, Shop now) {
        old.customers().forEach((name, customer) -> now.cities().addAll(customer.city(), Set.of(name)));
    }
}
