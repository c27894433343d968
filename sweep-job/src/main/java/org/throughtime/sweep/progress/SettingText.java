package org.throughtime.sweep.progress;

import java.util.List;

/**
 * A setting in a column: its place, and then the flags that tell it from others.
 *
 * @param rank with the space behind it
 * @param flags each as {@code FLAG=VALUE}
 */
record SettingText(String rank, List<String> flags) {
  SettingText {
    flags = List.copyOf(flags);
  }

  String whole() {
    return rank + String.join(" ", flags);
  }

  /** The same with whole flags alone, and how many are left out: half a value is another one. */
  String within(int width) {
    if (whole().length() <= width) {
      return whole();
    }
    for (int shown = flags.size() - 1; shown > 0; shown--) {
      String text =
          rank
              + String.join(" ", flags.subList(0, shown))
              + " +"
              + (flags.size() - shown)
              + " more";
      if (text.length() <= width) {
        return text;
      }
    }
    return rank + flags.size() + (flags.size() == 1 ? " flag" : " flags");
  }
}
