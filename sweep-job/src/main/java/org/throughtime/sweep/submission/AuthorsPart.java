package org.throughtime.sweep.submission;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parts of the assignment that only the author can add. */
final class AuthorsPart {
  private static final List<String> PROGRAM = List.of("model.py", "train.py");

  private static final String LAST = PROGRAM.get(PROGRAM.size() - 1);

  /** Said once, behind the last of them. */
  private static final String REASON =
      ": this Java program cannot replace `" + String.join("` or `", PROGRAM) + "`";

  private AuthorsPart() {}

  /**
   * Every part, with whether the folder has it.
   *
   * @param there paths of the files that are in the folder
   * @param written whether the author has written in the report
   */
  static Map<String, Boolean> of(List<String> there, boolean written) {
    Map<String, Boolean> parts = new LinkedHashMap<>();
    for (String file : PROGRAM) {
      parts.put(
          "`" + file + "`, your own in Python" + (file.equals(LAST) ? REASON : ""),
          there.stream().anyMatch(path -> path.equals(file) || path.endsWith("/" + file)));
    }
    parts.put(
        "The AI disclosure, which is mandatory. This box stays empty, because only you know which"
            + " tools you used, and for what. `"
            + WrittenReport.MARKDOWN
            + "` has a heading for it",
        false);
    parts.put(
        "Your name and your own words, under the headings in `"
            + WrittenReport.MARKDOWN
            + "`. The answers there are computed; use them as evidence for your text",
        written);
    return parts;
  }
}
