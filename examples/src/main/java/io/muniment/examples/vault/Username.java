package io.muniment.examples.vault;

/** The name of somebody who owns files. */
public record Username(String value) implements Comparable<Username> {

    public Username {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a user name is not blank");
        }
    }

    @Override
    public int compareTo(Username other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
