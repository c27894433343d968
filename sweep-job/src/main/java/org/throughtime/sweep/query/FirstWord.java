package org.throughtime.sweep.query;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.throughtime.sweep.config.value.NearestName;

/** The first word of a text of statements, read without Spark's lexer, which takes long to load. */
public final class FirstWord {
  /** A first word behind white space and comments on lines of their own. */
  private static final Pattern FIRST_WORD =
      Pattern.compile("(?:\\s|--[^\\\\\r\n]*(?:\\R|$))*+([A-Za-z]+)\\b");

  /** What begins statements that change or set something; a later one is the parser's to refuse. */
  private static final Set<String> COMMANDS =
      Set.of(
          """
          ADD ALTER ANALYZE BEGIN CACHE CALL CLEAR COMMENT COMMIT CREATE DECLARE DELETE DFS DROP
          EXECUTE EXPORT GRANT IMPORT INSERT INSTALL LIST LOAD LOCK MERGE MSCK OPTIMIZE REFRESH
          REPAIR REPLACE RESET REVOKE ROLLBACK SET TRUNCATE UNCACHE UNLOCK UPDATE USE"""
              .split("\\s+"));

  /** What begins statements that are answered. */
  private static final List<String> QUESTIONS =
      List.of("SELECT", "WITH", "FROM", "VALUES", "DESCRIBE", "DESC", "SHOW", "EXPLAIN");

  private FirstWord() {}

  /** Whether a word can begin a statement, alone: {@code select}. */
  public static boolean begins(String word) {
    String upper = word.toUpperCase(Locale.ROOT);
    return QUESTIONS.contains(upper) || COMMANDS.contains(upper);
  }

  /** The question that a misspelled first word most likely begins; empty if none is close. */
  static Optional<String> meant(String word) {
    return QUESTIONS.contains(word.toUpperCase(Locale.ROOT))
        ? Optional.empty()
        : NearestName.nearest(word, QUESTIONS);
  }

  /**
   * Checks it.
   *
   * @throws QueryException if it begins a statement that is no question
   */
  public static void requireQuestion(String text) {
    Matcher first = FIRST_WORD.matcher(text);
    if (first.lookingAt()) {
      String word = first.group(1).toUpperCase(Locale.ROOT);
      if (COMMANDS.contains(word)) {
        throw noQuestion(word);
      }
    }
  }

  static QueryException noQuestion(String keyword) {
    return new QueryException(
        "read-only: " + keyword + " is not allowed; use SELECT, DESCRIBE or SHOW");
  }
}
