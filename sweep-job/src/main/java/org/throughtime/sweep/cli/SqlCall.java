package org.throughtime.sweep.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.throughtime.sweep.config.value.NearestName;
import org.throughtime.sweep.query.FirstWord;
import org.throughtime.sweep.query.QueryException;
import org.throughtime.sweep.query.QueryFolder;
import org.throughtime.sweep.query.Statement;
import org.throughtime.sweep.query.SweepSql;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The words of a {@code sql} call: which are directories, and which statements it asks. */
final class SqlCall {
  private final List<String> directories;
  private final Optional<String> statement;
  private final Path file;
  private final QueryFolder queries;
  private final CommandSpec command;

  /**
   * @param file of option -f; null without it
   * @param command that a wrong call is reported for
   */
  SqlCall(List<String> words, Path file, QueryFolder queries, CommandSpec command) {
    int last = words.size() - 1;
    boolean asks = last >= 0 && isStatement(words.get(last));
    this.directories = List.copyOf(asks ? words.subList(0, last) : words);
    this.statement = asks ? Optional.of(words.get(last)) : Optional.empty();
    this.file = file;
    this.queries = queries;
    this.command = command;
  }

  /** The results directories, as the call writes them. */
  List<String> directories() {
    return directories;
  }

  /** Whether the statements are those of a query in the folder of queries. */
  boolean isNamed() {
    return statement.filter(SqlCall::isName).isPresent();
  }

  /** Whether -f names what can be read only once. */
  boolean isPipe() {
    return file != null && Files.exists(file) && !Files.isRegularFile(file);
  }

  /**
   * The statements of the call itself.
   *
   * @param own whether this process has the files of the call
   * @return empty where it has none
   * @throws ParameterException where the call is wrong
   * @throws OwnProcessException where only a process of the call itself can read them
   */
  Optional<String> text(boolean own) throws IOException {
    requireOne();
    requireQuoted();
    requireAt();
    if (directories.isEmpty()) {
      throw wrong("no results directory; give one, such as results/quick");
    }
    if (statement.isPresent() && file != null) {
      throw wrong("a statement and -f " + file + "; give only one of them");
    }
    if (statement.isPresent()) {
      String written = statement.get();
      return Optional.of(isName(written) ? queries.named(written.substring(1)).text() : written);
    }
    if (file == null) {
      return Optional.empty();
    }
    if (isPipe() && !own) {
      throw new OwnProcessException("-f " + file);
    }
    try {
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new QueryException("-f " + file + ": no such file");
    } catch (CharacterCodingException e) {
      throw new QueryException("-f " + file + ": must be text in UTF-8");
    }
  }

  /** Directories come first, and the last word is the only statement. */
  private void requireOne() {
    for (String word : directories) {
      if (isName(word) || isStatement(word) && FirstWord.begins(word.strip().split("\\s", 2)[0])) {
        requireDirectoriesFirst(word);
        throw wrong(
            word
                + ": must be the last argument, and the only statement or query; put several"
                + " statements into one argument, separated by semicolons, or into a file (-f)");
      }
    }
  }

  /** If all other words are directories, the call has its words in another order. */
  private void requireDirectoriesFirst(String statement) {
    List<String> others = directories.stream().filter(word -> !word.equals(statement)).toList();
    if (this.statement.isEmpty()
        && !others.isEmpty()
        && others.stream().allMatch(word -> Files.isDirectory(Path.of(word)))) {
      throw wrong(
          "the directory comes first: ./submit.sh sql "
              + String.join(" ", others)
              + " "
              + quoted(statement));
    }
  }

  /** A statement as a shell takes it for one word. */
  private static String quoted(String statement) {
    String line = statement.strip().replaceAll("\\s*\\R\\s*", " ");
    return isName(line)
        ? line
        : line.matches("[^\"$`\\\\!]*") ? '"' + line + '"' : "'" + line.replace("'", "'\\''") + "'";
  }

  /** The name of a query without its @ looks like a directory. */
  private void requireAt() throws IOException {
    List<String> names = queries.all().stream().map(QueryFolder.NamedQuery::name).toList();
    for (int i = 0; i < directories.size(); i++) {
      String word = directories.get(i);
      // The first word is most likely a directory, so only a name as it is written counts there.
      Optional<String> meant =
          i == 0
              ? Optional.of(word).filter(names::contains)
              : word.contains("/") ? Optional.empty() : NearestName.nearest(word, names);
      if (meant.isPresent() && !Files.exists(Path.of(word))) {
        throw wrong(word + " is not a directory; did you mean @" + meant.get() + "?");
      }
    }
  }

  /** Without quotes, the shell passes each word of a statement by itself. */
  private void requireQuoted() {
    for (int i = 0; i < directories.size(); i++) {
      String word = directories.get(i);
      if (FirstWord.begins(word) && !Files.exists(Path.of(word))) {
        String before = i == 0 ? "DIR" : String.join(" ", directories.subList(0, i));
        String example = "put the statement in quotes: ./submit.sh sql %s \"%s ...\"";
        throw wrong(word + " is not a directory; " + example.formatted(before, word));
      }
    }
  }

  /** All of them are parsed before the first is answered. */
  static List<Statement> statements(String text) {
    FirstWord.requireQuestion(text);
    List<Statement> statements = Statement.all(text);
    if (statements.isEmpty()) {
      throw new QueryException("no statement; write one, such as SELECT * FROM leaderboard");
    }
    SweepSql.require(statements);
    return statements;
  }

  /** The command may have a larger stack than the process that checks its call. */
  static void check(String text) {
    try {
      statements(text);
    } catch (QueryException e) {
      if (!(e.getCause() instanceof StackOverflowError)) {
        throw e;
      }
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }

  /** Whether no directory could have this name. */
  private static boolean isStatement(String word) {
    boolean directory = !isName(word) && !word.matches("(?s).*[\\s(;].*");
    return !directory && !Files.isDirectory(Path.of(word.lines().findFirst().orElse("")));
  }

  private static boolean isName(String word) {
    return word.startsWith("@");
  }
}
