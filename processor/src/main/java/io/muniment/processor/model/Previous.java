package io.muniment.processor.model;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import io.muniment.processor.problem.Place;
import java.util.Optional;

/**
 * What {@code @Schema(previous)} names, right or wrong.
 *
 * @param type as it is written
 * @param isSchema whether it has {@code @Schema} itself; if not, name and version say nothing
 * @param name the name of that schema on disk
 * @param version the version of that schema
 * @param previous what that one names, if its version is lower; of any other a rule says what is wrong
 * @param place the value of {@code @Schema(previous)}
 */
public record Previous(
        TypeName type, boolean isSchema, String name, int version, Optional<Previous> previous, Place place) {

    /** The interface; only of what is a schema. */
    public ClassName interfaceName() {
        return (ClassName) type;
    }
}
