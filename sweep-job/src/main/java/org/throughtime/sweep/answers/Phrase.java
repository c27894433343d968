package org.throughtime.sweep.answers;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a sentence.
 *
 * @param template with a {@code {}} for everything that is shown in it
 * @param shown in the order in which it stands there
 */
record Phrase(String template, List<Shown> shown) {
  Phrase {
    shown = List.copyOf(shown);
  }

  static Phrase of(String template, Shown... shown) {
    return new Phrase(template, List.of(shown));
  }

  /** This part and another one behind it. */
  Phrase then(Phrase next) {
    List<Shown> both = new ArrayList<>(shown);
    both.addAll(next.shown);
    return new Phrase(template + next.template, both);
  }

  /** This part and fixed words behind it. */
  Phrase then(String words) {
    return new Phrase(template + words, shown);
  }

  /** This without the words before a colon, such as "Vanishes: ", where nothing is shown there. */
  Phrase withoutLead() {
    int colon = template.indexOf(": ");
    if (colon < 0 || template.substring(0, colon).contains("{}")) {
      return this;
    }
    String rest = template.substring(colon + ": ".length());
    return new Phrase(Character.toUpperCase(rest.charAt(0)) + rest.substring(1), shown);
  }

  /** Parts with fixed words between them. */
  static Phrase join(List<Phrase> parts, String between) {
    Phrase joined = parts.get(0);
    for (Phrase part : parts.subList(1, parts.size())) {
      joined = joined.then(between).then(part);
    }
    return joined;
  }

  /** Parts as a list: "a", "a and b", "a, b and c". */
  static Phrase list(List<Phrase> parts) {
    return list(parts, " and ");
  }

  /** Parts to choose from: "a", "a or b", "a, b or c". */
  static Phrase choice(List<Phrase> parts) {
    return list(parts, " or ");
  }

  private static Phrase list(List<Phrase> parts, String beforeLast) {
    int last = parts.size() - 1;
    return last == 0
        ? parts.get(0)
        : join(parts.subList(0, last), ", ").then(beforeLast).then(parts.get(last));
  }

  /** The sentence that this is the whole of. */
  Sentence sentence() {
    return Sentence.of(template, shown.toArray(new Shown[0]));
  }
}
