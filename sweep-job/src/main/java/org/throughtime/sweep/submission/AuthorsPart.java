package org.throughtime.sweep.submission;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.throughtime.sweep.report.markdown.AuthorsText;

/**
 * A part of the assignment that only the author can add.
 *
 * @param what it is and, where it is not complete, what it lacks
 * @param there whether it is complete, as far as this program can see
 */
record AuthorsPart(String what, boolean there) {
  private static final List<String> PROGRAM = List.of("model.py", "train.py");

  private static final String LAST = PROGRAM.get(PROGRAM.size() - 1);

  /** Said once, behind the last of them. */
  private static final String REASON =
      ": this Java program cannot replace `" + String.join("` or `", PROGRAM) + "`";

  /**
   * The author's program.
   *
   * @throws IOException where the folder cannot be read
   */
  static List<AuthorsPart> program(HandedIn folder) throws IOException {
    List<AuthorsPart> parts = new ArrayList<>();
    for (String file : PROGRAM) {
      List<String> found =
          folder.there().stream()
              .filter(path -> path.equals(file) || path.endsWith("/" + file))
              .toList();
      boolean there = false;
      for (String path : found) {
        there |= !folder.isEmpty(path);
      }
      String empty = there || found.isEmpty() ? "" : " (`" + found.get(0) + "` is empty)";
      String reason = file.equals(LAST) ? REASON : "";
      parts.add(new AuthorsPart("`" + file + "`, your own in Python" + empty + reason, there));
    }
    return parts;
  }

  /** What is to be written in the report. */
  static List<AuthorsPart> text(AuthorsText report) {
    boolean written = report.named() && report.empty() == 0;
    return List.of(
        new AuthorsPart(
            "The AI disclosure, which is mandatory: only you know which tools you used, and for"
                + " what. `"
                + WrittenReport.MARKDOWN
                + "` has a heading for it, and a placeholder to replace",
            report.discloses()),
        new AuthorsPart(
            "Your name and your own words, under the headings in `"
                + WrittenReport.MARKDOWN
                + "`"
                + (written ? "" : ": " + empty(report))
                + ". The answers there are computed; use them as evidence for your text",
            written));
  }

  /** The headings without text: "Name" and 3 of 13 "In my own words" are empty. */
  private static String empty(AuthorsText report) {
    List<String> empty = new ArrayList<>();
    if (!report.named()) {
      empty.add("\"Name\"");
    }
    if (report.empty() > 0) {
      empty.add(report.empty() + " of " + report.headings() + " headings \"In my own words\"");
    }
    int headings = report.empty() + (report.named() ? 0 : 1);
    return String.join(" and ", empty) + (headings == 1 ? " is empty" : " are empty");
  }
}
