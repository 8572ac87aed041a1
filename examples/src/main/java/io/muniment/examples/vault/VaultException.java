package io.muniment.examples.vault;

/** A command could not do what it was asked. The message is one line for the person who asked. */
final class VaultException extends RuntimeException {

    private static final long serialVersionUID = 1;

    VaultException(String message) {
        super(Text.printable(message));
    }
}
