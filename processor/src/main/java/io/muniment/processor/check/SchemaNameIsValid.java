package io.muniment.processor.check;

import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Problem;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A schema's name is part of a file's name on every system, and of messages. */
final class SchemaNameIsValid implements Rule {

    private static final Pattern VALID = Pattern.compile("[a-z][a-z0-9_-]{0,63}");
    private static final Pattern DEVICE = Pattern.compile("con|prn|aux|nul|com[0-9]|lpt[0-9]");

    @Override
    public void check(SchemaModel schema, Consumer<Problem> problems) {
        String name = schema.name();
        if (!VALID.matcher(name).matches()) {
            problems.accept(new Mistake(
                    schema.declaration().namePlace(),
                    "A schema's name is a lower case letter, then lower case letters, digits, - and _, at most 64 in all",
                    Words.quoted(name),
                    "@Schema(name = \"" + suggestion(name) + "\")"));
        } else if (DEVICE.matcher(name).matches()) {
            problems.accept(new Mistake(
                    schema.declaration().namePlace(),
                    "A schema cannot be named like a device: some systems allow no such file",
                    Words.quoted(name),
                    "@Schema(name = \"" + name + "-data\")"));
        }
    }

    private static String suggestion(String name) {
        String valid = name.toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9_-]+", "-")
                .replaceAll("^[^a-z]+", "")
                .replaceAll("-+$", "");
        return valid.isEmpty() ? "data" : valid.substring(0, Math.min(64, valid.length()));
    }
}
