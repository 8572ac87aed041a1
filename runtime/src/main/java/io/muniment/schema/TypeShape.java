package io.muniment.schema;

import java.util.List;

/** One of the user's own types in a {@link Shape}. */
public sealed interface TypeShape {

    /** The stored name, with its arguments if it is generic: {@code Account}, {@code Pair<string,int>}. */
    String name();

    /** A record: its components are written in the order of their ids. */
    record OfRecord(String name, List<Component> components) implements TypeShape {

        /** Puts the components in the order of their ids. */
        public OfRecord {
            requireOwnType(name);
            components = Member.sorted("record " + name, components);
        }
    }

    /** An enum: a constant is written as its id. */
    record OfEnum(String name, List<Constant> constants) implements TypeShape {

        /** Puts the constants in the order of their ids. */
        public OfEnum {
            requireOwnType(name);
            constants = Member.sorted("enum " + name, constants);
        }
    }

    /** A sealed family: a value is written as the id of its case, then as that type. */
    record OfSealed(String name, List<Case> cases) implements TypeShape {

        /** Puts the cases in the order of their ids. */
        public OfSealed {
            requireOwnType(name);
            cases = Member.sorted("sealed type " + name, cases);
        }
    }

    /** A type with a serializer of the user's: the count of its bytes, then bytes that only that can read. */
    record OfCustom(String name) implements TypeShape {

        /** Checks the name. */
        public OfCustom {
            requireOwnType(name);
        }
    }

    /** A component of a record. */
    record Component(int id, String name, TypeExpression type) implements Member {

        /** Checks id and name. */
        public Component {
            Names.requireId("a component", id);
            Names.requireIdentifier("a component", name);
        }
    }

    /** A constant of an enum. */
    record Constant(int id, String name) implements Member {

        /** Checks id and name. */
        public Constant {
            Names.requireId("a constant", id);
            Names.requireIdentifier("a constant", name);
        }
    }

    /** A case of a sealed family. */
    record Case(int id, TypeExpression type) implements Member {

        /** Checks the id, and that it is one of the user's own types. */
        public Case {
            Names.requireId("a case", id);
            if (type.isBuiltIn()) {
                throw new IllegalArgumentException("a case of a sealed type is of the built-in type " + type);
            }
        }

        /** The case's type, as it is written. */
        @Override
        public String name() {
            return type.toString();
        }
    }

    private static void requireOwnType(String name) {
        if (TypeExpression.parse(name).isBuiltIn()) {
            throw new IllegalArgumentException("the type " + name + " is built in");
        }
    }
}
