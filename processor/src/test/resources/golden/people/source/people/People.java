package people;

import io.muniment.annotation.Indexed;
import io.muniment.annotation.Schema;
import io.muniment.table.SortedTable;
import io.muniment.table.Table;

/** Whom we know, and how they are found. */
@Schema
public interface People {

    /** By number, in the order in which we met. */
    SortedTable<Long, Person> known();

    /** By a name that they chose. */
    Table<String, Phone> phones();

    /** How long a number is. */
    @Indexed
    static int digits(Phone phone) {
        return phone.number().length();
    }
}
