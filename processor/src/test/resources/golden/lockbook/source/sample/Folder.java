package sample;

import java.util.List;

/** Folders in folders. */
public record Folder(String name, List<Folder> folders) {}
