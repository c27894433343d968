package org.throughtime.sweep.config.value;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;

/** Says where a value was written: {@code FILE:LINE}, or the option that gave it. */
public final class Where {
  private Where() {}

  public static String of(ConfigValue value) {
    return of(value.origin());
  }

  /**
   * The beginning of a message about a value: its place, and the value unless the place shows it,
   * as {@code --set lr=fast} does.
   *
   * @param shown the value with its name: {@code lr = fast}
   */
  static String with(ConfigValue value, String shown) {
    String where = of(value);
    return value.origin().filename() == null && where.endsWith("=" + Values.text(value))
        ? where
        : where + ": " + shown;
  }

  public static String of(ConfigOrigin origin) {
    if (origin.filename() != null) {
      return origin.filename().replaceFirst("^[.]/", "")
          + (origin.lineNumber() > 0 ? ":" + origin.lineNumber() : "");
    }
    // An option is one line long, so the line number that the parser appends says nothing.
    String line = ": " + origin.lineNumber();
    String text = origin.description();
    return text.endsWith(line) ? text.substring(0, text.length() - line.length()) : text;
  }
}
