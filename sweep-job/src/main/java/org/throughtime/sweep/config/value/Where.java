package org.throughtime.sweep.config.value;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;

/** Says where a value was written: {@code FILE:LINE}, or the option that gave it. */
public final class Where {
  private Where() {}

  public static String of(ConfigValue value) {
    return of(value.origin());
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
