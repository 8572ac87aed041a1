package shop;

import io.muniment.annotation.RenamedFrom;

/** Where. */
public enum Country {
    FR,
    @RenamedFrom("INDIA")
    IN,
    DE,
    BE
}
