package io.muniment.testing.club;

import io.muniment.annotation.RenamedFrom;
import io.muniment.annotation.Schema;
import io.muniment.table.Sequence;
import io.muniment.table.Table;

/** Who comes, and when. */
@Schema(name = "club", version = 2)
public interface Club {

    @RenamedFrom("users")
    Table<Long, Member> members();

    @RenamedFrom("visits")
    Sequence<String> entrances();

    /** Version 1 had -1 for an age that was not known, and nobody was above a hundred and fifty. */
    @RenamedFrom("User")
    record Member(String name, int age) {

        public Member {
            if (age < 0 || age > 150) {
                throw new IllegalArgumentException("no age");
            }
        }
    }
}
