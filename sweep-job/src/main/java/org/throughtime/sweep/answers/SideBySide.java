package org.throughtime.sweep.answers;

import java.util.ArrayList;
import java.util.List;

/**
 * One metric of several runs, and which two of them differ in it: every two are tested.
 *
 * @param contrast the metric
 * @param known the runs that have it
 * @param unknown labels of the others
 */
record SideBySide(Contrast contrast, List<Entry> known, List<String> unknown) {
  /** A run's label and its value. */
  record Entry(String run, Measured value) {}

  SideBySide {
    known = List.copyOf(known);
    unknown = List.copyOf(unknown);
  }

  /**
   * The metric of some runs.
   *
   * @param runs each with a checkpoint
   */
  static SideBySide of(Contrast contrast, List<RunMetrics> runs, Labels labels) {
    List<Entry> known = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (RunMetrics run : runs) {
      String label = labels.of(run);
      contrast
          .value()
          .apply(run)
          .ifPresentOrElse(value -> known.add(new Entry(label, value)), () -> unknown.add(label));
    }
    return new SideBySide(contrast, known, unknown);
  }

  /** Whether there are two runs to compare. */
  boolean isComparable() {
    return known.size() > 1;
  }

  /** Whether two runs differ. */
  boolean differs() {
    return !pairs(true).isEmpty();
  }

  /** The pairs that differ, or those that do not, as in "A1 and A2". */
  private List<String> pairs(boolean apart) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < known.size(); i++) {
      for (Entry other : known.subList(i + 1, known.size())) {
        Entry one = known.get(i);
        if (isApart(one, other) == apart) {
          pairs.add(one.run() + " and " + other.run());
        }
      }
    }
    return pairs;
  }

  private boolean isApart(Entry one, Entry other) {
    double a = one.value().value();
    double b = other.value().value();
    return contrast.gap().isBetween(Math.min(a, b), Math.max(a, b));
  }

  /** All that it shows, with the least difference that counts. */
  Sentence sentence() {
    if (!isComparable()) {
      return Sentence.of(
          contrast.name()
              + " cannot be compared: there is no finite value in "
              + String.join(", ", unknown)
              + ".");
    }
    StringBuilder others = new StringBuilder();
    unknown.forEach(run -> others.append(", not finite in ").append(run));
    return Phrase.of(contrast.name() + " is ")
        .then(values())
        .then(others + ": ")
        .then(Phrase.of(conclusion(), contrast.gap().bound()))
        .sentence();
  }

  private Phrase values() {
    return Phrase.join(
        known.stream().map(each -> Phrase.of("{} in " + each.run(), each.value())).toList(), ", ");
  }

  /** With a {@code {}} for the bound. */
  private String conclusion() {
    String words = contrast.gap().words();
    List<String> apart = pairs(true);
    List<String> alike = pairs(false);
    if (apart.isEmpty()) {
      return "no clear difference, because no two runs differ " + words + ".";
    }
    if (known.size() == 2) {
      boolean rises = known.get(0).value().value() < known.get(1).value().value();
      return "lower in " + known.get(rises ? 0 : 1).run() + ", " + words + ".";
    }
    return alike.isEmpty()
        ? "every two runs differ " + words + "."
        : String.join(", ", apart)
            + " differ "
            + words
            + "; "
            + String.join(", ", alike)
            + " do not.";
  }

  /** The same as part of a sentence, without the bound: "rho (1.10 in A1, 3.40 in A2)". */
  Phrase brief() {
    List<String> alike = pairs(false);
    return Phrase.of(contrast.brief() + " (")
        .then(values())
        .then(
            (alike.isEmpty() || !differs()
                    ? ""
                    : "; no clear difference between " + String.join(", or between ", alike))
                + ")");
  }
}
