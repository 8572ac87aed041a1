package sample;

import io.muniment.Database;
import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Serializers;
import io.muniment.codec.Unit;
import io.muniment.group.Groups;
import io.muniment.group.SequenceGroup;
import io.muniment.schema.IndexDescription;
import io.muniment.schema.SchemaDescription;
import io.muniment.schema.TableDescription;
import io.muniment.schema.TableKind;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/** What {@link LockbookDb} tells the runtime: its tables, and the shape of what they keep. */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
public final class LockbookSchema {
    static final IndexDescription<Account, Country> ACCOUNTS_BY_COUNTRY =
            new IndexDescription<>("country", false, false, Account::country);

    static final IndexDescription<Account, Instant> ACCOUNTS_BY_CREATED =
            new IndexDescription<>("created", false, true, Account::created);

    static final IndexDescription<Account, String> ACCOUNTS_BY_EMAIL =
            new IndexDescription<>("email", true, false, Account::email);

    static final IndexDescription<Account, URI> ACCOUNTS_BY_HOMEPAGE =
            new IndexDescription<>("homepage", false, false, value -> value.homepage().orElse(null));

    static final IndexDescription<Account, Integer> ACCOUNTS_BY_LOGINS =
            new IndexDescription<>("logins", false, false, Account::logins);

    public static final TableDescription<Username, Account> ACCOUNTS = new TableDescription<>(
            1,
            "accounts",
            TableKind.HASH,
            LockbookSerializers.USERNAME,
            LockbookSerializers.ACCOUNT,
            List.of(
                    ACCOUNTS_BY_COUNTRY,
                    ACCOUNTS_BY_CREATED,
                    ACCOUNTS_BY_EMAIL,
                    ACCOUNTS_BY_HOMEPAGE,
                    ACCOUNTS_BY_LOGINS));

    public static final TableDescription<UUID, Attachment> ATTACHMENTS =
            new TableDescription<>(2, "attachments", TableKind.HASH, Serializers.UUID, LockbookSerializers.ATTACHMENT);

    public static final TableDescription<Instant, Event> AUDIT =
            new TableDescription<>(3, "audit", TableKind.SORTED, Serializers.INSTANT, LockbookSerializers.EVENT);

    public static final TableDescription<Unit, SequenceGroup<Event>> JOURNAL = new TableDescription<>(
            4, "journal", TableKind.SEQUENCE, Serializers.UNIT, Groups.sequence(LockbookSerializers.EVENT));

    public static final TableDescription<UUID, List<Instant>> OPENINGS =
            new TableDescription<>(5, "openings", TableKind.LIST, Serializers.UUID, Groups.list(Serializers.INSTANT));

    public static final TableDescription<Username, Set<UUID>> OWNED_FILES = new TableDescription<>(
            6, "ownedFiles", TableKind.SET, LockbookSerializers.USERNAME, Groups.set(Serializers.UUID));

    public static final TableDescription<Username, Map<Country, Attachment>> PASSPORTS = new TableDescription<>(
            7,
            "passports",
            TableKind.MAP,
            LockbookSerializers.USERNAME,
            Groups.map(LockbookSerializers.COUNTRY, LockbookSerializers.ATTACHMENT));

    public static final TableDescription<Unit, Folder> ROOT =
            new TableDescription<>(8, "root", TableKind.SINGLE, Serializers.UNIT, LockbookSerializers.FOLDER);

    public static final TableDescription<Pair<String, Country>, Long> SEARCHES = new TableDescription<>(
            9, "searches", TableKind.HASH, LockbookSerializers.PAIR_OF_STRING_AND_COUNTRY, Serializers.LONG);

    private static final String JSON = """
        {
          "format": 1,
          "name": "lockbook",
          "version": 2,
          "tables": [
            {"id": 1, "name": "accounts", "kind": "hash", "key": "Username", "value": "Account"},
            {"id": 2, "name": "attachments", "kind": "hash", "key": "uuid", "value": "Attachment"},
            {"id": 3, "name": "audit", "kind": "sorted", "key": "instant", "value": "Event"},
            {"id": 4, "name": "journal", "kind": "sequence", "value": "Event"},
            {"id": 5, "name": "openings", "kind": "list", "key": "uuid", "value": "list<instant>"},
            {"id": 6, "name": "ownedFiles", "kind": "set", "key": "Username", "value": "set<uuid>"},
            {"id": 7, "name": "passports", "kind": "map", "key": "Username", "value": "map<Country,Attachment>"},
            {"id": 8, "name": "root", "kind": "single", "value": "Folder"},
            {"id": 9, "name": "searches", "kind": "hash", "key": "Pair<string,Country>", "value": "long"}
          ],
          "types": [
            {"name": "Access", "kind": "record", "components": []},
            {"name": "Account", "kind": "record", "components": [
              {"id": 1, "name": "access", "type": "Access"},
              {"id": 2, "name": "country", "type": "Country"},
              {"id": 3, "name": "created", "type": "instant"},
              {"id": 4, "name": "email", "type": "string"},
              {"id": 5, "name": "homepage", "type": "optional<URI>"},
              {"id": 6, "name": "logins", "type": "int"},
              {"id": 7, "name": "rank", "type": "int"},
              {"id": 8, "name": "tags", "type": "list<string>"}
            ]},
            {"name": "Attachment", "kind": "record", "components": [
              {"id": 1, "name": "checksum", "type": "bytes"},
              {"id": 2, "name": "content", "type": "byte[]"},
              {"id": 3, "name": "labels", "type": "map<string,set<Country>>"},
              {"id": 4, "name": "name", "type": "string"},
              {"id": 5, "name": "range", "type": "Pair<int,long>"}
            ]},
            {"name": "Country", "kind": "enum", "constants": [
              {"id": 1, "name": "DE"},
              {"id": 2, "name": "FR"},
              {"id": 3, "name": "IN"}
            ]},
            {"name": "Event", "kind": "sealed", "cases": [
              {"id": 1, "type": "Moved"},
              {"id": 2, "type": "Opened"},
              {"id": 3, "type": "Silence"}
            ]},
            {"name": "Folder", "kind": "record", "components": [
              {"id": 1, "name": "folders", "type": "list<Folder>"},
              {"id": 2, "name": "name", "type": "string"}
            ]},
            {"name": "Moved", "kind": "record", "components": [
              {"id": 1, "name": "by", "type": "Username"},
              {"id": 2, "name": "paths", "type": "list<string>"}
            ]},
            {"name": "Opened", "kind": "record", "components": [
              {"id": 1, "name": "by", "type": "Username"}
            ]},
            {"name": "Pair<int,long>", "kind": "record", "components": [
              {"id": 1, "name": "first", "type": "int"},
              {"id": 2, "name": "second", "type": "long"}
            ]},
            {"name": "Pair<string,Country>", "kind": "record", "components": [
              {"id": 1, "name": "first", "type": "string"},
              {"id": 2, "name": "second", "type": "Country"}
            ]},
            {"name": "Silence", "kind": "enum", "constants": [
              {"id": 1, "name": "LONG"},
              {"id": 2, "name": "SHORT"}
            ]},
            {"name": "URI", "kind": "custom"},
            {"name": "Username", "kind": "record", "components": [
              {"id": 1, "name": "value", "type": "string"}
            ]}
          ]
        }
        """;

    public static final SchemaDescription SCHEMA = new SchemaDescription(
            "lockbook",
            2,
            JSON,
            List.of(ACCOUNTS, ATTACHMENTS, AUDIT, JOURNAL, OPENINGS, OWNED_FILES, PASSPORTS, ROOT, SEARCHES));

    private LockbookSchema() {}

    /** The typed form of {@code database}, which has this schema. */
    public static LockbookDb database(Database database) {
        return new LockbookDb(database);
    }

    /** What is behind the typed form. */
    public static Database database(LockbookDb typed) {
        return typed.database;
    }
}
