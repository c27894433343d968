package org.throughtime.sweep.report.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an author has written into a document of {@link MarkdownWriter}. Text below a heading counts
 * up to the next heading of its level or above.
 *
 * @param named whether there is text below the heading for the name
 * @param discloses whether the placeholder of the AI disclosure is replaced by text
 * @param headings how many headings for own words there are
 * @param empty how many of them have no text
 */
public record AuthorsText(boolean named, boolean discloses, int headings, int empty) {
  private static final Pattern HEADING = Pattern.compile(" {0,3}(#{1,6})\\s+(.*?)[\\s#]*");
  private static final Pattern FENCE = Pattern.compile(" {0,3}(```|~~~).*");

  private record Heading(int level, String title, int line) {}

  /** Reads a document, however its author has changed it. */
  public static AuthorsText in(String markdown) {
    List<String> words = below(MarkdownWriter.OWN_WORDS, markdown);
    return new AuthorsText(
        below(MarkdownWriter.NAME, markdown).stream().anyMatch(text -> !text.isEmpty()),
        below(MarkdownWriter.DISCLOSURE, markdown).stream().anyMatch(AuthorsText::discloses),
        words.size(),
        (int) words.stream().filter(String::isEmpty).count());
  }

  /** Whether a text has words beside those that the program wrote. */
  private static boolean discloses(String text) {
    String own = text.replaceAll("\\s+", " ");
    return !own.contains(MarkdownWriter.DISCLOSURE_PLACEHOLDER)
        && !own.replace(MarkdownWriter.DISCLOSURE_FACT, "").isBlank();
  }

  /** The text below every heading of a title. */
  private static List<String> below(String title, String markdown) {
    List<String> lines = markdown.lines().toList();
    List<Heading> headings = headings(lines);
    return headings.stream()
        .filter(heading -> heading.title().equals(title))
        .map(
            heading -> {
              int end =
                  headings.stream()
                      .filter(next -> next.line() > heading.line())
                      .filter(next -> next.level() <= heading.level())
                      .mapToInt(Heading::line)
                      .findFirst()
                      .orElse(lines.size());
              return String.join("\n", lines.subList(heading.line() + 1, end)).strip();
            })
        .toList();
  }

  /** A line within a fenced block of code is none. */
  private static List<Heading> headings(List<String> lines) {
    List<Heading> headings = new ArrayList<>();
    boolean code = false;
    for (int i = 0; i < lines.size(); i++) {
      code ^= FENCE.matcher(lines.get(i)).matches();
      Matcher heading = HEADING.matcher(lines.get(i));
      if (!code && heading.matches()) {
        headings.add(new Heading(heading.group(1).length(), heading.group(2), i));
      }
    }
    return headings;
  }
}
