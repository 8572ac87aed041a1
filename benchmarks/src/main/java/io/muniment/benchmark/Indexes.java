package io.muniment.benchmark;

import static io.muniment.Durability.ASYNC;

import io.muniment.Options;
import io.muniment.benchmark.Report.Goal;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Finding by what a value holds, and what it costs to keep that up, beside maps kept by hand. */
final class Indexes implements Group {

    private static final int DRAWN = 1 << 20;
    private static final int PER_CITY = 10;

    @Override
    public void run(Settings settings, Report report) throws Exception {
        Data data = new Data(settings.entries());
        int[] drawn = data.uniform(DRAWN);
        Map<String, Member> members = new ConcurrentHashMap<>();
        Map<String, String> byEmail = new ConcurrentHashMap<>();
        Map<String, String> byCity = new ConcurrentHashMap<>();
        Options options = Options.defaults().durability(ASYNC).automaticSnapshots(false);
        Path directory = Directories.fresh(settings.directory());
        try (PeopleDb db = PeopleDb.open(directory, options)) {
            for (int i = 0; i < data.size(); i++) {
                Member member = member(data, i, 0);
                members.put(data.keys[i], member);
                byEmail.put(member.email(), data.keys[i]);
                db.members().put(data.keys[i], member);
            }
            db.sync();
            System.gc();
            report.head("Indexes");
            report.ratio(
                    "get through a unique index",
                    new Contest()
                            .side(
                                    "2 CHM",
                                    () -> Load.perSecond(1, settings.millis(), false, index -> {
                                        String key = byEmail.get(email(data, drawn[index & DRAWN - 1]));
                                        check(key == null ? null : members.get(key));
                                    }))
                            .side(
                                    "Muniment",
                                    () -> Load.perSecond(
                                            1,
                                            settings.millis(),
                                            false,
                                            index ->
                                                    check(db.members().byEmail(email(data, drawn[index & DRAWN - 1])))))
                            .run(settings.rounds()),
                    "2 CHM",
                    "/s",
                    Goal.atLeast(0.8));
            report.ratio(
                    "put with two indexes, ASYNC",
                    new Contest()
                            .side(
                                    "3 CHM",
                                    () -> Load.perSecond(1, settings.millis(), false, index -> {
                                        int entry = drawn[index & DRAWN - 1];
                                        Member member = member(data, entry, index);
                                        members.put(data.asked[entry], member);
                                        byEmail.put(member.email(), data.asked[entry]);
                                        byCity.put(member.city(), data.asked[entry]);
                                    }))
                            .side("Muniment", () -> {
                                double perSecond = Load.perSecond(1, settings.millis(), false, index -> {
                                    int entry = drawn[index & DRAWN - 1];
                                    db.members().put(data.asked[entry], member(data, entry, index));
                                });
                                db.sync();
                                return perSecond;
                            })
                            .run(settings.rounds()),
                    "3 CHM",
                    "/s",
                    Goal.atLeast(0.5));
            check(members.get(byCity.values().iterator().next()));
        }
    }

    private static String email(Data data, int entry) {
        return data.asked[entry] + "@example.org";
    }

    /** The city changes with the index, so that each put moves an entry in one index and leaves it in the other. */
    private static Member member(Data data, int entry, int index) {
        return new Member(email(data, entry), "city " + (entry + index) / PER_CITY % (data.size() / PER_CITY), index);
    }

    private static void check(@Nullable Member found) {
        if (found == null) {
            throw new IllegalStateException("an entry is missing");
        }
    }
}
