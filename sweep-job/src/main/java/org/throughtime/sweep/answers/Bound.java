package org.throughtime.sweep.answers;

import org.throughtime.model.train.RunFlags;

/**
 * A threshold. One text is what a sentence says, what its SQL compares with, and what it is read
 * from here, so that the three are the same number.
 *
 * @param text as it stands in a sentence
 */
record Bound(String text) implements Shown {
  /** The one that a flag sets. */
  static Bound flag(double value) {
    return new Bound(RunFlags.format(value));
  }

  double value() {
    return Double.parseDouble(text);
  }

  /** The same number in SQL, of type double. */
  String literal() {
    return text + "D";
  }
}
