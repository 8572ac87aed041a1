package io.muniment.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NestingTest {

    private static final int DEEP = 200_000;

    private record Node(List<Node> children) {}

    private record Link(Optional<Link> next) {}

    private static final class NodeSerializer extends ValueSerializer<Node> {

        private final ValueSerializer<List<Node>> children = Serializers.list(this);

        @Override
        public void write(ValueOutput out, Node value) {
            children.write(out, value.children);
        }

        @Override
        public Node read(ValueInput in) {
            return new Node(children.read(in));
        }

        @Override
        public Node freeze(Node value) {
            List<Node> frozen = children.freeze(value.children);
            return frozen == value.children ? value : new Node(frozen);
        }
    }

    private static final class LinkSerializer extends ValueSerializer<Link> {

        private final ValueSerializer<Optional<Link>> next = Serializers.optional(Serializers.guarded(this));

        @Override
        public void write(ValueOutput out, Link value) {
            next.write(out, value.next);
        }

        @Override
        public Link read(ValueInput in) {
            return new Link(next.read(in));
        }
    }

    private static Node nested(int depth) {
        Node node = new Node(List.of());
        for (int i = 1; i < depth; i++) {
            node = new Node(List.of(node));
        }
        return node;
    }

    @Test
    void aHundredLevelsAreWrittenAndRead() {
        Node node = nested(ValueOutput.MAX_DEPTH);
        ValueOutput out = new ValueOutput();
        new NodeSerializer().write(out, node);
        assertEquals(0, out.depth());
        ValueInput in = new ValueInput(out.toBytes());
        assertEquals(node, in.readValue(new NodeSerializer()));
        assertEquals(0, in.depth());
    }

    @Test
    void aLevelMoreIsRefused() {
        Node node = nested(ValueOutput.MAX_DEPTH + 1);
        ValueOutput out = new ValueOutput();
        Exception e = assertThrows(IllegalArgumentException.class, () -> new NodeSerializer().write(out, node));
        assertTrue(e.getMessage().contains("deeper than 100 levels, or contains itself"), e.getMessage());
    }

    @Test
    void aVeryDeepValueIsRefusedAndTheOutputGoesOn() {
        ValueOutput out = new ValueOutput();
        Node deep = nested(DEEP);
        assertThrows(IllegalArgumentException.class, () -> out.writeFrozen(new NodeSerializer(), deep));
        assertEquals(0, out.position());
        assertEquals(nested(3), out.writeFrozen(new NodeSerializer(), nested(3)));
    }

    @Test
    void aValueThatContainsItselfIsRefused() {
        List<Node> children = new ArrayList<>();
        Node cyclic = new Node(children);
        children.add(cyclic);
        assertThrows(IllegalArgumentException.class, () -> new ValueOutput().writeFrozen(new NodeSerializer(), cyclic));
    }

    @Test
    void veryDeepBytesAreMalformedAndTheInputGoesOn() {
        byte[] deep = new byte[DEEP];
        Arrays.fill(deep, (byte) 1);
        ValueInput in = new ValueInput(deep);
        Exception e = assertThrows(MalformedException.class, () -> in.readValue(new NodeSerializer()));
        assertTrue(e.getMessage().contains("deeper than 100 levels"), e.getMessage());
        assertEquals(0, in.depth());
        in.reset();
        deep[1] = 0;
        assertEquals(nested(2), in.readValue(new NodeSerializer()));
    }

    @Test
    void depthIsCountedThroughGuardsAndOptionals() {
        Link link = new Link(Optional.empty());
        for (int i = 0; i < DEEP; i++) {
            link = new Link(Optional.of(link));
        }
        Link deep = link;
        assertThrows(IllegalArgumentException.class, () -> new ValueOutput().writeFrozen(new LinkSerializer(), deep));
        byte[] bytes = new byte[DEEP];
        Arrays.fill(bytes, (byte) 1);
        assertThrows(MalformedException.class, () -> new ValueInput(bytes).readValue(new LinkSerializer()));
    }

    /** A serializer that goes deep without saying so still ends in a documented way. */
    @Test
    void aReaderThatOverflowsTheStackIsMalformed() {
        ValueSerializer<String> endless = new ValueSerializer<>() {

            @Override
            public void write(ValueOutput out, String value) {
                out.writeString(value);
            }

            @Override
            public String read(ValueInput in) {
                in.reset();
                return in.remaining() == 0 ? "" : read(in) + in.readByte();
            }
        };
        assertThrows(MalformedException.class, () -> new ValueInput(new byte[1]).readValue(endless));
    }
}
