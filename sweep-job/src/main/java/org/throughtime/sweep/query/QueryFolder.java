package org.throughtime.sweep.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.throughtime.sweep.config.value.NearestName;

/** Named queries: the files {@code NAME.sql} of a folder, used as {@code @NAME}. */
public final class QueryFolder {
  private static final String SUFFIX = ".sql";

  private final Path folder;

  /**
   * A query of it.
   *
   * @param name without the {@code @}
   * @param text one or several statements
   */
  public record NamedQuery(String name, String text) {
    /** What it answers: its first comment line. */
    public String answers() {
      return text.lines()
          .filter(line -> line.startsWith("--"))
          .map(line -> line.substring(2).strip())
          .findFirst()
          .orElse("");
    }
  }

  /**
   * @param folder which need not exist
   */
  public QueryFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * All of them, by name.
   *
   * @throws IOException where the folder cannot be read
   */
  public List<NamedQuery> all() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<String> names;
    try (Stream<Path> list = Files.list(folder)) {
      names = list.map(file -> file.getFileName().toString()).toList();
    }
    List<NamedQuery> queries = new ArrayList<>();
    for (String file : names) {
      if (file.endsWith(SUFFIX)) {
        String name = file.substring(0, file.length() - SUFFIX.length());
        queries.add(new NamedQuery(name, Files.readString(folder.resolve(file))));
      }
    }
    queries.sort(Comparator.comparing(NamedQuery::name));
    return queries;
  }

  /**
   * The one of a name.
   *
   * @throws QueryException where there is none
   * @throws IOException where the folder cannot be read
   */
  public NamedQuery named(String name) throws IOException {
    List<NamedQuery> all = all();
    for (NamedQuery query : all) {
      if (query.name().equals(name)) {
        return query;
      }
    }
    String hint = NearestName.hint(name, all.stream().map(NamedQuery::name).toList());
    throw new QueryException("there is no query @" + name + " in " + folder + "; " + hint);
  }
}
