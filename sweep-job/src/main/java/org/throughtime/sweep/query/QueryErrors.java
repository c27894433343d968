package org.throughtime.sweep.query;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.trees.Origin;
import org.throughtime.sweep.config.value.NearestName;
import org.throughtime.sweep.snapshot.Damage;
import scala.Option;

/** Turns Spark's errors into one-line messages. */
final class QueryErrors {
  private QueryErrors() {}

  static QueryException translate(Throwable error, Statement statement) {
    QueryException line = new QueryException(line(told(error), statement));
    line.initCause(error);
    return line;
  }

  /** The innermost that Spark has a name for. */
  private static Throwable told(Throwable error) {
    Throwable told = error;
    for (Throwable e = error; e != null; e = e.getCause()) {
      if (e instanceof SparkThrowable named && named.getCondition() != null) {
        told = e;
      }
    }
    return told;
  }

  private static String line(Throwable error, Statement statement) {
    if (error instanceof StackOverflowError) {
      return "the statement is nested too deeply; split it into smaller parts with WITH";
    }
    if (error instanceof OutOfMemoryError) {
      return "the result does not fit into memory; select less, or set --driver-memory SIZE";
    }
    if (!(error instanceof SparkThrowable told) || told.getCondition() == null) {
      String line = firstLine(error);
      return line.matches("Job \\d+ cancelled.*") ? "cancelled" : line;
    }
    Map<String, String> words = told.getMessageParameters();
    String condition = told.getCondition();
    if (error instanceof ParseException syntax) {
      return "syntax error"
          + (condition.equals("PARSE_SYNTAX_ERROR")
              ? " at "
                  + words.get("error")
                  + words.getOrDefault("hint", "")
                  + expected(words.get("error"))
              : ": " + firstLine(error))
          + position(syntax, statement);
    }
    if (condition.startsWith("FAILED_READ_FILE") && words.containsKey("path")) {
      return words.get("path") + " is damaged or missing; " + Damage.REMEDY;
    }
    return switch (condition) {
      case "UNRESOLVED_COLUMN.WITH_SUGGESTION", "UNRESOLVED_COLUMN.WITHOUT_SUGGESTION" -> {
        String name = plain(words.get("objectName"));
        List<String> proposed = List.of(plain(words.getOrDefault("proposal", "")).split(", "));
        yield "there is no column "
            + name
            + position(error)
            + "; "
            + new UnknownColumn(name, statement, proposed).remedy();
      }
      case "TABLE_OR_VIEW_NOT_FOUND" -> noView(plain(words.get("relationName"))) + position(error);
      case "UNRESOLVED_ROUTINE" ->
          "there is no function " + plain(words.get("routineName")) + position(error);
      default -> firstLine(error) + position(error);
    };
  }

  /** Spark does not say which words can begin a statement; of most other words it gives a hint. */
  private static String expected(String quoted) {
    return FirstWord.meant(quoted.replace("'", "")).map(word -> ", expected " + word).orElse("");
  }

  private static String noView(String name) {
    if (name.equals(SweepViews.GENERALIZATION)) {
      return "there is no view generalization yet; run ./submit.sh certify DIR to make it";
    }
    return "there is no view " + NearestName.unknown(name, SweepViews.NAMES);
  }

  private static String plain(String quoted) {
    return quoted.replace("`", "");
  }

  private static String position(ParseException e, Statement statement) {
    if (e.start().line().isEmpty() || e.start().startPosition().isEmpty()) {
      return "";
    }
    int line = (Integer) e.start().line().get();
    int position = (Integer) e.start().startPosition().get();
    Optional<String> text = statement.text().lines().skip(line - 1L).findFirst();
    return at(line, position) + text.map(found -> " of: " + found.strip()).orElse("");
  }

  private static String position(Throwable e) {
    return e instanceof AnalysisException analysis
        ? position(analysis.line(), analysis.startPosition())
        : "";
  }

  /** Where in a statement something is, in brackets; empty where that is not known. */
  static String position(Origin origin) {
    return position(origin.line(), origin.startPosition());
  }

  private static String position(Option<?> line, Option<?> position) {
    return line.isDefined() && position.isDefined()
        ? at((Integer) line.get(), (Integer) position.get())
        : "";
  }

  private static String at(int line, int position) {
    return " (line " + line + ", position " + (position + 1) + ")";
  }

  private static String firstLine(Throwable error) {
    String message =
        error instanceof AnalysisException analysis
            ? analysis.getSimpleMessage()
            : String.valueOf(error.getMessage());
    String first = message.strip().lines().findFirst().orElse(error.getClass().getSimpleName());
    return first
        .replaceFirst("^\\[[A-Z0-9_.]+] ", "")
        .replaceFirst(" If necessary set .*", "")
        .replaceFirst(" ?SQLSTATE: \\w+.*", "")
        .replaceFirst("; line \\d+ pos \\d+.*", "")
        .strip();
  }
}
