package io.muniment.processor.read;

import com.palantir.javapoet.ClassName;
import io.muniment.annotation.SerializeWith;
import io.muniment.codec.ValueSerializer;
import io.muniment.processor.model.SerializerFacts;
import io.muniment.processor.problem.Place;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;

/** Reads the serializers that {@link SerializeWith} names. */
final class SerializerReader {

    private final Types types;
    private final Access access;
    private final Sources sources;

    SerializerReader(Types types, Access access, Sources sources) {
        this.types = types;
        this.access = access;
        this.sources = sources;
    }

    /** What is named by {@code annotations}; if they are not on a source, the place is {@code use}. */
    List<Custom> read(Annotations annotations, Place use) {
        return annotations.findAll(SerializeWith.class, SerializeWith.All.class).stream()
                .map(annotation -> read(annotation, use))
                .toList();
    }

    private Custom read(Annotations.One annotation, Place use) {
        boolean inSource = sources.place(annotation.element(), use) != use;
        Place place = inSource ? annotation.place("value") : use;
        Object value = annotation.value("value").getValue();
        if (value instanceof DeclaredType type && type.getKind() == TypeKind.DECLARED) {
            return read((TypeElement) type.asElement(), place);
        }
        ClassName none = ClassName.get(ValueSerializer.class);
        return new Custom(
                Optional.empty(),
                Optional.empty(),
                new SerializerFacts(none, false, false, false, Optional.empty(), false, Optional.empty(), place));
    }

    private Custom read(TypeElement serializer, Place place) {
        Optional<TypeMirror> handled = handled(serializer.asType());
        boolean inner = serializer.getNestingKind().isNested()
                && !serializer.getModifiers().contains(Modifier.STATIC)
                && !Access.outer(serializer).getKind().isInterface();
        SerializerFacts facts = new SerializerFacts(
                ClassName.get(serializer),
                true,
                serializer.getKind() != ElementKind.CLASS
                        || serializer.getModifiers().contains(Modifier.ABSTRACT),
                inner,
                access.hidden(serializer),
                hasConstructor(serializer),
                handled.map(Compiler::nameOf),
                place);
        return new Custom(Optional.of(serializer), handled, facts);
    }

    private boolean hasConstructor(TypeElement serializer) {
        return ElementFilter.constructorsIn(serializer.getEnclosedElements()).stream()
                .filter(constructor -> constructor.getParameters().isEmpty())
                .filter(constructor -> constructor.getThrownTypes().isEmpty())
                .anyMatch(access::reaches);
    }

    /** The argument that {@code type}, or a class above it, gives to {@link ValueSerializer}. */
    private Optional<TypeMirror> handled(TypeMirror type) {
        if (isSerializer(type)) {
            List<? extends TypeMirror> arguments = ((DeclaredType) type).getTypeArguments();
            return arguments.stream()
                    .map(argument -> (TypeMirror) argument)
                    .filter(argument -> argument.getKind() == TypeKind.DECLARED
                            || argument.getKind() == TypeKind.ARRAY
                            || argument.getKind() == TypeKind.ERROR)
                    .findFirst();
        }
        for (TypeMirror above : types.directSupertypes(type)) {
            Optional<TypeMirror> handled = handled(above);
            if (handled.isPresent()) {
                return handled;
            }
        }
        return Optional.empty();
    }

    private static boolean isSerializer(TypeMirror type) {
        return type instanceof DeclaredType declared
                && declared.asElement() instanceof TypeElement element
                && element.getQualifiedName().contentEquals(ValueSerializer.class.getCanonicalName());
    }

    /**
     * A serializer of the user's.
     *
     * @param element the class, if it was there to be read
     * @param handled the type that it serializes, if that is one type
     * @param facts the same for the rules
     */
    record Custom(Optional<TypeElement> element, Optional<TypeMirror> handled, SerializerFacts facts) {}
}
