package shop;

import io.muniment.Migration;
import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.migration.TableMigration;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;
import shop.old.ShopV1;
import shop.old.ShopV1Schema;

/** How {@link ShopDb} brings data of older versions to version 2. */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class ShopMigration {
    static final Instant PERSON_SINCE = Instant.parse("2024-01-31T12:30:00Z");

    static final Duration PERSON_PATIENCE = Duration.parse("PT1H");

    private ShopMigration() {}

    /** All steps, in order. */
    static Migration of(ShopV1ToV2 v1ToV2) {
        return Migration.of(List.of(v1ToV2(v1ToV2)));
    }

    static Migration.Step v1ToV2(ShopV1ToV2 step) {
        boolean isCompleted = Migration.overrides(step, ShopV1ToV2.class, "complete", ShopV1.class, Shop.class);
        Migration.Completion completion =
                (old, now) -> step.complete(ShopV1Schema.database(old), ShopSchema.database(now));
        return new Migration.Step(
                ShopV1Schema.SCHEMA,
                ShopSchema.SCHEMA,
                List.of(
                        TableMigration.lists(ShopV1Schema.CARTS, ShopSchema.CARTS, step::cartsKey, step::cartsElement),
                        TableMigration.sets(
                                ShopV1Schema.DELIVERS, ShopSchema.DELIVERS, step::deliversKey, step::deliversElement),
                        TableMigration.sequence(ShopV1Schema.JOURNAL, ShopSchema.JOURNAL, step::journalElement),
                        TableMigration.entries(
                                ShopV1Schema.ORDERS, ShopSchema.ORDERS, step::ordersKey, step::ordersValue),
                        TableMigration.entries(
                                ShopV1Schema.CUSTOMERS, ShopSchema.PEOPLE, step::peopleKey, step::peopleValue),
                        TableMigration.single(ShopV1Schema.SETTINGS, ShopSchema.SETTINGS, step::settingsValue),
                        TableMigration.maps(
                                ShopV1Schema.VISITS,
                                ShopSchema.VISITS,
                                step::visitsKey,
                                step::visitsMapKey,
                                step::visitsMapValue)),
                isCompleted ? Optional.of(completion) : Optional.empty());
    }
}
