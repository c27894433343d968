package org.throughtime.sweep.report.page;

/** Text in markup that is both HTML and well-formed XML. */
final class Xml {
  private Xml() {}

  /** Text for readers: a number and its unit stay in one line. */
  static String prose(String text) {
    return escape(text.replaceAll("(?<=^|[0-9]) %", "\u00a0%"));
  }

  /**
   * Text as it stands between tags or in an attribute; characters that XML has not are left out.
   */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> {
                  if (c >= ' ' && c != 0xfffe && c != 0xffff || c == '\n' || c == '\t') {
                    escaped.appendCodePoint(c);
                  }
                }
              }
            });
    return escaped.toString();
  }
}
