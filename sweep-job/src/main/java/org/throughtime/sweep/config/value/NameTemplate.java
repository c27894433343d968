package org.throughtime.sweep.config.value;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.throughtime.model.train.RunFlags;

/**
 * A run's name in which {@code {FLAG}} stands for that flag's value.
 *
 * @param text the template; without braces it is the name itself
 */
public record NameTemplate(String text) {
  private static final Pattern FLAG = Pattern.compile("\\{([^{}]*)\\}");

  /** Flags whose values the name shows. */
  public Set<String> flags() {
    Set<String> flags = new LinkedHashSet<>();
    for (Matcher m = FLAG.matcher(text); m.find(); ) {
      flags.add(m.group(1));
    }
    return flags;
  }

  /**
   * Fills in a run's values, written as its command line writes them.
   *
   * @param values typed values of every flag; {@code name} itself cannot be filled in
   */
  public String fill(Map<String, Object> values) {
    return FLAG.matcher(text)
        .replaceAll(m -> Matcher.quoteReplacement(RunFlags.format(values.get(m.group(1)))));
  }
}
