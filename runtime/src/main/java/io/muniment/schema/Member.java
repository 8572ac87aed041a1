package io.muniment.schema;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What has a name and, for the bytes, an id. Both are unique among its neighbours. */
sealed interface Member permits TableShape, TypeShape.Component, TypeShape.Constant, TypeShape.Case {

    /** From 1. */
    int id();

    /** Unique among the neighbours. */
    String name();

    /** In the order of their ids, so that the order in a source means nothing. */
    static <M extends Member> List<M> sorted(String of, List<M> members) {
        Set<Integer> ids = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (M member : members) {
            if (!ids.add(member.id())) {
                throw new IllegalArgumentException(of + " has the id " + member.id() + " twice");
            }
            if (!names.add(member.name())) {
                throw new IllegalArgumentException(of + " has the name " + member.name() + " twice");
            }
        }
        return members.stream().sorted(Comparator.comparingInt(Member::id)).toList();
    }
}
