package org.throughtime.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No message of the program has a word that docs/style.md rules out: those that stand in code font
 * in the last column of its tables, which are the ones that the linter of the documents looks for.
 */
class MessagesTest {
  private static final Path STYLE = Path.of("../docs/style.md");
  private static final List<Path> SOURCES =
      List.of(Path.of("src/main/java"), Path.of("../model/src/main/java"));
  private static final Pattern COMMENT =
      Pattern.compile("(?s)/\\*.*?\\*/|(\"(?:[^\"\\\\\\n]|\\\\.)*\")|//[^\\n]*");
  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");

  private static List<Pattern> words() throws IOException {
    List<Pattern> words = new ArrayList<>();
    for (String row : Files.readAllLines(STYLE)) {
      String[] cells = row.split("\\|");
      if (row.startsWith("| ")) {
        Matcher word = Pattern.compile("`([^`]+)`").matcher(cells[cells.length - 1]);
        while (word.find()) {
          String quoted = Pattern.quote(word.group(1)).replace(" ", "\\E\\s+\\Q");
          words.add(
              Pattern.compile("(?<![-\\w/])" + quoted + "s?(?![-\\w/])", Pattern.CASE_INSENSITIVE));
        }
      }
    }
    return words;
  }

  /** The literals of a source file; those that are concatenated are one text. */
  private static List<String> literals(String source) {
    String code = COMMENT.matcher(source).replaceAll(m -> Matcher.quoteReplacement(literal(m)));
    String joined = code.replaceAll("\"\\s*\\+\\s*\"", "");
    return LITERAL.matcher(joined).results().map(literal -> literal.group(1)).toList();
  }

  private static String literal(MatchResult found) {
    return found.group(1) == null ? " " : found.group(1);
  }

  private static Stream<Path> sources() {
    return SOURCES.stream()
        .flatMap(
            folder -> {
              try (Stream<Path> files = Files.walk(folder)) {
                return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  @Test
  void messagesHaveNoneOfTheWords() throws IOException {
    List<Pattern> words = words();
    List<String> faults = new ArrayList<>();
    List<Path> files = sources().toList();
    for (Path file : files) {
      for (String literal : literals(Files.readString(file))) {
        words.stream()
            .filter(word -> word.matcher(literal).find())
            .forEach(word -> faults.add(file.getFileName() + ": \"" + literal + "\": " + word));
      }
    }
    assertTrue(files.size() > 200, "only " + files.size() + " files");
    assertEquals(List.of(), faults);
  }

  @Test
  void findsAWordAcrossLinesAndInNoComment() throws IOException {
    List<Pattern> words = words();
    assertTrue(words.size() > 20, words.toString());
    List<String> literals =
        literals("/** goes on */ x(\"the run goes \"\n + \"on\"); // goes on \"goes on\"\n");
    assertEquals(List.of("the run goes on"), literals);
    assertTrue(words.stream().anyMatch(word -> word.matcher(literals.get(0)).find()));
    assertFalse(words.stream().anyMatch(word -> word.matcher("the run resumes").find()));
  }
}
