package org.throughtime.sweep.answers;

import java.util.Optional;

/** What stands in a sentence between its fixed words. */
interface Shown {
  /** As it stands there. */
  String text();

  /** The statement that gives it; empty where it is not measured. */
  default Optional<String> sql() {
    return Optional.empty();
  }
}
