package shop;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Serializers;
import io.muniment.migration.Conversions;
import io.muniment.migration.MigrationReport;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;
import shop.old.ShopV1;
import shop.old.ShopV1Db;
import shop.old.ShopV1Schema;

/**
 * How version 1 of {@link Shop} becomes version 2. What has no body is yours to write: what these methods are for
 * cannot be derived.
 *
 * <p>Several threads call these methods at the same time. What they throw ends the migration and changes no file.
 */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
@SuppressWarnings("unused")
public interface ShopV1ToV2 {
    /** What {@link ShopV1.Event.Came} becomes. */
    default Event.Came came(ShopV1.Event.Came old) {
        return new Event.Came(old.when(), old.name());
    }

    /** What {@link ShopV1.Country} becomes. */
    default Country country(ShopV1.Country old) {
        return switch (old) {
            case DE -> Country.DE;
            case FR -> Country.FR;
            case INDIA -> Country.IN;
        };
    }

    /** What {@link ShopV1.Event} becomes. */
    default Event event(ShopV1.Event old) {
        if (old instanceof ShopV1.Event.Bought bought) {
            return sold(bought);
        }
        if (old instanceof ShopV1.Event.Came came) {
            return came(came);
        }
        throw Serializers.notInSchema("Event");
    }

    /** What {@link ShopV1.Item} becomes. Yours to write: component pieces is new and has no &#64;Default. */
    Item item(ShopV1.Item old);

    /** What {@link ShopV1.Order} becomes. */
    default Order order(ShopV1.Order old) {
        return new Order(
                Conversions.sortedMap(old.items(), this::country, mapValue -> Conversions.list(mapValue, this::item)),
                Conversions.sortedSet(old.ways(), this::country),
                pairOfCountryAndIntToPairOfCountryAndLong(old.first()),
                old.paid(),
                size(old.size()),
                Set.of());
    }

    /** What {@link ShopV1.Pair} becomes. */
    default Pair<Country, Long> pairOfCountryAndIntToPairOfCountryAndLong(ShopV1.Pair<ShopV1.Country, Integer> old) {
        return new Pair<>((long) old.right(), country(old.left()));
    }

    /** What {@link ShopV1.Customer} becomes. */
    default Person person(ShopV1.Customer old) {
        return new Person(
                old.tel(),
                old.name(),
                country(old.country()),
                (long) old.visits(),
                Optional.of((double) old.weight()),
                Conversions.optional(old.second(), this::country),
                3,
                "a \"quoted\" word",
                ShopMigration.PERSON_SINCE,
                ShopMigration.PERSON_PATIENCE,
                Country.FR,
                List.of(),
                Map.of(),
                Collections.emptyNavigableSet());
    }

    /** What {@link ShopV1.Settings} becomes. */
    default Settings settings(ShopV1.Settings old) {
        return new Settings(OptionalInt.empty(), old.title());
    }

    /** What {@link ShopV1.Size} becomes. Yours to write: constant HUGE is gone. */
    Size size(ShopV1.Size old);

    /** What {@link ShopV1.Event.Bought} becomes. */
    default Event.Sold sold(ShopV1.Event.Bought old) {
        return new Event.Sold(old.order());
    }

    /** The key of a row of {@code carts}. */
    default Integer cartsKey(Integer old) {
        return old;
    }

    /** The element of a row of {@code carts}. */
    default Item cartsElement(Integer key, ShopV1.Item old) {
        return item(old);
    }

    /** The key of a row of {@code delivers}. */
    default String deliversKey(String old) {
        return old;
    }

    /** The element of a row of {@code delivers}. */
    default Country deliversElement(String key, ShopV1.Country old) {
        return country(old);
    }

    /** The element of a row of {@code journal}. */
    default Event journalElement(ShopV1.Event old) {
        return event(old);
    }

    /** The key of a row of {@code orders}. Yours to write: the key was Long and is UUID. */
    UUID ordersKey(Long old);

    /** The value of a row of {@code orders}. */
    default Order ordersValue(Long key, ShopV1.Order old) {
        return order(old);
    }

    /** The key of a row of {@code people}. */
    default String peopleKey(String old) {
        return old;
    }

    /** The value of a row of {@code people}. */
    default Person peopleValue(String key, ShopV1.Customer old) {
        return person(old);
    }

    /** The value of a row of {@code settings}. */
    default Optional<Settings> settingsValue(ShopV1.Settings old) {
        return Optional.of(settings(old));
    }

    /** The key of a row of {@code visits}. */
    default String visitsKey(String old) {
        return old;
    }

    /** The map key of a row of {@code visits}. */
    default Country visitsMapKey(String key, ShopV1.Country old) {
        return country(old);
    }

    /** The map value of a row of {@code visits}. */
    default Long visitsMapValue(String key, Integer old) {
        return (long) old;
    }

    /**
     * Is called once, by one thread, when all rows are there, to fill what is derived, merged or split. Does nothing.
     *
     * <p>{@code old} is all of version 1, and refuses writes; {@code now} is all of version 2, in memory, where nobody
     * else sees it.
     */
    default void complete(ShopV1 old, Shop now) {}

    /**
     * Copies by these methods what is in {@code from} into {@code to}, which must be empty: for who opens both. One
     * moment is copied, in many commits, with the ids that were given out; when this throws, what was copied before
     * stays.
     *
     * @return what became of each table
     */
    default MigrationReport copy(ShopV1Db from, ShopDb to) {
        return ShopSchema.database(to).copy(ShopMigration.v1ToV2(this), ShopV1Schema.database(from));
    }
}
