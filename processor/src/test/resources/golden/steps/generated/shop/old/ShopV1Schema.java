package shop.old;

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
import java.util.Set;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/** What {@link ShopV1Db} tells the runtime: its tables, and the shape of what they keep. */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
public final class ShopV1Schema {
    public static final TableDescription<Integer, List<ShopV1.Item>> CARTS =
            new TableDescription<>(1, "carts", TableKind.LIST, Serializers.INT, Groups.list(ShopV1Serializers.ITEM));

    public static final TableDescription<String, ShopV1.Customer> CUSTOMERS =
            new TableDescription<>(2, "customers", TableKind.HASH, Serializers.STRING, ShopV1Serializers.CUSTOMER);

    public static final TableDescription<String, Set<ShopV1.Country>> DELIVERS = new TableDescription<>(
            3, "delivers", TableKind.SET, Serializers.STRING, Groups.set(ShopV1Serializers.COUNTRY));

    public static final TableDescription<Unit, SequenceGroup<ShopV1.Event>> JOURNAL = new TableDescription<>(
            4, "journal", TableKind.SEQUENCE, Serializers.UNIT, Groups.sequence(ShopV1Serializers.EVENT));

    public static final TableDescription<Integer, String> NOTES =
            new TableDescription<>(5, "notes", TableKind.HASH, Serializers.INT, Serializers.STRING);

    public static final TableDescription<Long, ShopV1.Order> ORDERS =
            new TableDescription<>(6, "orders", TableKind.HASH, Serializers.LONG, ShopV1Serializers.ORDER);

    public static final TableDescription<Unit, ShopV1.Settings> SETTINGS =
            new TableDescription<>(7, "settings", TableKind.SINGLE, Serializers.UNIT, ShopV1Serializers.SETTINGS);

    public static final TableDescription<String, Map<ShopV1.Country, Integer>> VISITS = new TableDescription<>(
            8, "visits", TableKind.MAP, Serializers.STRING, Groups.map(ShopV1Serializers.COUNTRY, Serializers.INT));

    private static final String JSON = """
        {
          "format": 1,
          "name": "shop",
          "version": 1,
          "tables": [
            {"id": 1, "name": "carts", "kind": "list", "key": "int", "value": "list<Item>"},
            {"id": 2, "name": "customers", "kind": "hash", "key": "string", "value": "Customer"},
            {"id": 3, "name": "delivers", "kind": "set", "key": "string", "value": "set<Country>"},
            {"id": 4, "name": "journal", "kind": "sequence", "value": "Event"},
            {"id": 5, "name": "notes", "kind": "hash", "key": "int", "value": "string"},
            {"id": 6, "name": "orders", "kind": "hash", "key": "long", "value": "Order"},
            {"id": 7, "name": "settings", "kind": "single", "value": "Settings"},
            {"id": 8, "name": "visits", "kind": "map", "key": "string", "value": "map<Country,int>"}
          ],
          "types": [
            {"name": "Bought", "kind": "record", "components": [
              {"id": 1, "name": "order", "type": "long"}
            ]},
            {"name": "Came", "kind": "record", "components": [
              {"id": 1, "name": "name", "type": "string"},
              {"id": 2, "name": "when", "type": "instant"}
            ]},
            {"name": "Country", "kind": "enum", "constants": [
              {"id": 1, "name": "DE"},
              {"id": 2, "name": "FR"},
              {"id": 3, "name": "INDIA"}
            ]},
            {"name": "Customer", "kind": "record", "components": [
              {"id": 1, "name": "country", "type": "Country"},
              {"id": 2, "name": "fax", "type": "string"},
              {"id": 3, "name": "name", "type": "string"},
              {"id": 4, "name": "second", "type": "optional<Country>"},
              {"id": 5, "name": "tel", "type": "string"},
              {"id": 6, "name": "visits", "type": "int"},
              {"id": 7, "name": "weight", "type": "float"}
            ]},
            {"name": "Event", "kind": "sealed", "cases": [
              {"id": 1, "type": "Bought"},
              {"id": 2, "type": "Came"}
            ]},
            {"name": "Item", "kind": "record", "components": [
              {"id": 1, "name": "more", "type": "list<Item>"},
              {"id": 2, "name": "name", "type": "string"}
            ]},
            {"name": "Money", "kind": "record", "components": [
              {"id": 1, "name": "cents", "type": "long"}
            ]},
            {"name": "Order", "kind": "record", "components": [
              {"id": 1, "name": "first", "type": "Pair<Country,int>"},
              {"id": 2, "name": "items", "type": "map<Country,list<Item>>"},
              {"id": 3, "name": "paid", "type": "Money"},
              {"id": 4, "name": "size", "type": "Size"},
              {"id": 5, "name": "ways", "type": "set<Country>"}
            ]},
            {"name": "Pair<Country,int>", "kind": "record", "components": [
              {"id": 1, "name": "left", "type": "Country"},
              {"id": 2, "name": "right", "type": "int"}
            ]},
            {"name": "Settings", "kind": "record", "components": [
              {"id": 1, "name": "title", "type": "string"}
            ]},
            {"name": "Size", "kind": "enum", "constants": [
              {"id": 1, "name": "HUGE"},
              {"id": 2, "name": "SMALL"}
            ]}
          ]
        }
        """;

    public static final SchemaDescription SCHEMA = new SchemaDescription(
            "shop", 1, JSON, List.of(CARTS, CUSTOMERS, DELIVERS, JOURNAL, NOTES, ORDERS, SETTINGS, VISITS));

    private ShopV1Schema() {}

    /** The typed form of {@code database}, which has this schema. */
    public static ShopV1Db database(Database database) {
        return new ShopV1Db(database);
    }

    /** What is behind the typed form. */
    public static Database database(ShopV1Db typed) {
        return typed.database;
    }
}
