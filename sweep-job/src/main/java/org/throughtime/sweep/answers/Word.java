package org.throughtime.sweep.answers;

import org.throughtime.model.train.RunFlags;

/**
 * A name, or a flag of a run: given, not measured.
 *
 * @param text as it stands in a sentence
 */
record Word(String text) implements Shown {
  /** A flag's value, as the command line writes it. */
  static Word flag(Object value) {
    return new Word(RunFlags.format(value));
  }
}
