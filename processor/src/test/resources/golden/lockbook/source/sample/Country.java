package sample;

/** Where an account is at home. */
public enum Country {
    IN,
    FR,
    DE
}
