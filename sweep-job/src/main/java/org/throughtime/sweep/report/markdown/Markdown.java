package org.throughtime.sweep.report.markdown;

/** Text in Markdown. */
final class Markdown {
  /** What has a meaning within a line. A {@code _} within a word has none on GitHub. */
  private static final String SPECIAL = "\\`*[]<>#~";

  private Markdown() {}

  /** Text as it stands in a paragraph, in one line. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (char c : text.replaceAll("\\s+", " ").toCharArray()) {
      if (SPECIAL.indexOf(c) >= 0) {
        escaped.append('\\');
      }
      escaped.append(c);
    }
    return escaped.toString();
  }

  /** A path as the destination of a link. */
  static String destination(String path) {
    return "<" + path.replace("<", "%3C").replace(">", "%3E").replace("\n", "%0A") + ">";
  }
}
