package org.throughtime.sweep.answers;

import java.util.ArrayList;
import java.util.List;

/**
 * A sentence of an answer.
 *
 * @param text what it says
 * @param evidence of every measured number in it, in the order in which they occur
 */
public record Sentence(String text, List<Evidence> evidence) {
  public Sentence {
    evidence = List.copyOf(evidence);
    int from = 0;
    for (Evidence each : evidence) {
      if (each.at() < from || !text.startsWith(each.metric(), each.at())) {
        throw new IllegalArgumentException(
            each.metric() + " is not at " + each.at() + " in: " + text);
      }
      from = each.at() + each.metric().length();
    }
  }

  /**
   * Fills a template.
   *
   * @param template with a {@code {}} for everything that is shown in it
   * @throws IllegalArgumentException where there are more of one than of the other
   */
  static Sentence of(String template, Shown... shown) {
    String[] words = template.split("\\{}", -1);
    if (words.length != shown.length + 1) {
      throw new IllegalArgumentException(shown.length + " things to show in: " + template);
    }
    StringBuilder text = new StringBuilder(words[0]);
    List<Evidence> evidence = new ArrayList<>();
    for (int i = 0; i < shown.length; i++) {
      int at = text.length();
      String metric = shown[i].text();
      shown[i].sql().ifPresent(sql -> evidence.add(new Evidence(metric, sql, at)));
      text.append(metric).append(words[i + 1]);
    }
    return new Sentence(text.toString(), evidence);
  }
}
