package shop;

import io.muniment.Database;
import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Serializers;
import io.muniment.codec.Unit;
import io.muniment.group.Groups;
import io.muniment.group.SequenceGroup;
import io.muniment.schema.SchemaDescription;
import io.muniment.schema.TableDescription;
import io.muniment.schema.TableKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/** What {@link ShopDb} tells the runtime: its tables, and the shape of what they keep. */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
public final class ShopSchema {
    public static final TableDescription<Integer, List<Item>> CARTS =
            new TableDescription<>(1, "carts", TableKind.LIST, Serializers.INT, Groups.list(ShopSerializers.ITEM));

    public static final TableDescription<String, Set<Country>> DELIVERS = new TableDescription<>(
            2, "delivers", TableKind.SET, Serializers.STRING, Groups.set(ShopSerializers.COUNTRY));

    public static final TableDescription<Unit, SequenceGroup<Event>> JOURNAL = new TableDescription<>(
            3, "journal", TableKind.SEQUENCE, Serializers.UNIT, Groups.sequence(ShopSerializers.EVENT));

    public static final TableDescription<UUID, Order> ORDERS =
            new TableDescription<>(4, "orders", TableKind.HASH, Serializers.UUID, ShopSerializers.ORDER);

    public static final TableDescription<String, Person> PEOPLE =
            new TableDescription<>(5, "people", TableKind.SORTED, Serializers.STRING, ShopSerializers.PERSON);

    public static final TableDescription<Long, Event> RECENT =
            new TableDescription<>(6, "recent", TableKind.HASH, Serializers.LONG, ShopSerializers.EVENT);

    public static final TableDescription<Unit, Optional<Settings>> SETTINGS = new TableDescription<>(
            7, "settings", TableKind.SINGLE, Serializers.UNIT, ShopSerializers.OPTIONAL_OF_SETTINGS);

    public static final TableDescription<String, Map<Country, Long>> VISITS = new TableDescription<>(
            8, "visits", TableKind.MAP, Serializers.STRING, Groups.map(ShopSerializers.COUNTRY, Serializers.LONG));

    private static final String JSON = """
        {
          "format": 1,
          "name": "shop",
          "version": 2,
          "tables": [
            {"id": 1, "name": "carts", "kind": "list", "key": "int", "value": "list<Item>"},
            {"id": 2, "name": "delivers", "kind": "set", "key": "string", "value": "set<Country>"},
            {"id": 3, "name": "journal", "kind": "sequence", "value": "Event"},
            {"id": 4, "name": "orders", "kind": "hash", "key": "uuid", "value": "Order"},
            {"id": 5, "name": "people", "kind": "sorted", "key": "string", "value": "Person"},
            {"id": 6, "name": "recent", "kind": "hash", "key": "long", "value": "Event"},
            {"id": 7, "name": "settings", "kind": "single", "value": "optional<Settings>"},
            {"id": 8, "name": "visits", "kind": "map", "key": "string", "value": "map<Country,long>"}
          ],
          "types": [
            {"name": "Came", "kind": "record", "components": [
              {"id": 1, "name": "name", "type": "string"},
              {"id": 2, "name": "when", "type": "instant"}
            ]},
            {"name": "Country", "kind": "enum", "constants": [
              {"id": 1, "name": "BE"},
              {"id": 2, "name": "DE"},
              {"id": 3, "name": "FR"},
              {"id": 4, "name": "IN"}
            ]},
            {"name": "Event", "kind": "sealed", "cases": [
              {"id": 1, "type": "Came"},
              {"id": 2, "type": "Nothing"},
              {"id": 3, "type": "Sold"}
            ]},
            {"name": "Item", "kind": "record", "components": [
              {"id": 1, "name": "more", "type": "list<Item>"},
              {"id": 2, "name": "name", "type": "string"},
              {"id": 3, "name": "pieces", "type": "int"}
            ]},
            {"name": "Money", "kind": "record", "components": [
              {"id": 1, "name": "cents", "type": "long"}
            ]},
            {"name": "Nothing", "kind": "record", "components": []},
            {"name": "Order", "kind": "record", "components": [
              {"id": 1, "name": "first", "type": "Pair<Country,long>"},
              {"id": 2, "name": "items", "type": "sortedmap<Country,list<Item>>"},
              {"id": 3, "name": "paid", "type": "Money"},
              {"id": 4, "name": "refunds", "type": "set<Money>"},
              {"id": 5, "name": "size", "type": "Size"},
              {"id": 6, "name": "ways", "type": "sortedset<Country>"}
            ]},
            {"name": "Pair<Country,long>", "kind": "record", "components": [
              {"id": 1, "name": "left", "type": "Country"},
              {"id": 2, "name": "right", "type": "long"}
            ]},
            {"name": "Person", "kind": "record", "components": [
              {"id": 1, "name": "country", "type": "Country"},
              {"id": 2, "name": "counts", "type": "map<string,int>"},
              {"id": 3, "name": "from", "type": "Country"},
              {"id": 4, "name": "motto", "type": "string"},
              {"id": 5, "name": "name", "type": "string"},
              {"id": 6, "name": "numbers", "type": "sortedset<int>"},
              {"id": 7, "name": "patience", "type": "duration"},
              {"id": 8, "name": "phone", "type": "string"},
              {"id": 9, "name": "second", "type": "optional<Country>"},
              {"id": 10, "name": "since", "type": "instant"},
              {"id": 11, "name": "stars", "type": "int"},
              {"id": 12, "name": "tags", "type": "list<string>"},
              {"id": 13, "name": "visits", "type": "long"},
              {"id": 14, "name": "weight", "type": "optional<double>"}
            ]},
            {"name": "Settings", "kind": "record", "components": [
              {"id": 1, "name": "limit", "type": "optionalint"},
              {"id": 2, "name": "title", "type": "string"}
            ]},
            {"name": "Size", "kind": "enum", "constants": [
              {"id": 1, "name": "LARGE"},
              {"id": 2, "name": "SMALL"}
            ]},
            {"name": "Sold", "kind": "record", "components": [
              {"id": 1, "name": "order", "type": "long"}
            ]}
          ]
        }
        """;

    public static final SchemaDescription SCHEMA = new SchemaDescription(
            "shop", 2, JSON, List.of(CARTS, DELIVERS, JOURNAL, ORDERS, PEOPLE, RECENT, SETTINGS, VISITS));

    private ShopSchema() {}

    /** The typed form of {@code database}, which has this schema. */
    public static ShopDb database(Database database) {
        return new ShopDb(database);
    }

    /** What is behind the typed form. */
    public static Database database(ShopDb typed) {
        return typed.database;
    }
}
