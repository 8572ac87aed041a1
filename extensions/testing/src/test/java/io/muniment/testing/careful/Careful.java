package io.muniment.testing.careful;

import io.muniment.annotation.Schema;
import io.muniment.annotation.Unique;
import io.muniment.table.SetTable;
import io.muniment.table.Table;
import java.util.Locale;

/** Types with rules that no shape tells. */
@Schema(name = "careful", version = 1)
public interface Careful {

    Table<String, Result> results();

    Table<Integer, Person> people();

    SetTable<String, Percent> steps();

    record Percent(int value) {

        public Percent {
            if (value < 0 || value > 100) {
                throw new IllegalArgumentException("not a percentage");
            }
        }
    }

    record Range(int from, int to) {

        public Range {
            if (from > to) {
                throw new IllegalArgumentException("from is above to");
            }
        }
    }

    record Result(Percent percent, String text, Range range) {}

    record Person(String email) {

        @Unique public String lowerCaseEmail() {
            return email.toLowerCase(Locale.ROOT).trim();
        }
    }
}
