package org.throughtime.sweep.answers;

/** How far apart metrics have to be to count as different. */
enum Gap {
  FACTOR(Thresholds.NORMS_APART, "by a factor of {} or more") {
    @Override
    boolean isBetween(double least, double most) {
      return most > 0 && most >= bound().value() * least;
    }
  },
  ORDERS(Thresholds.GRADIENTS_APART, "by {} orders of magnitude or more") {
    @Override
    boolean isBetween(double least, double most) {
      return most - least >= bound().value();
    }
  },
  DISTANCE(Thresholds.DISTANCES_APART, "by {} or more") {
    @Override
    boolean isBetween(double least, double most) {
      return most - least >= bound().value();
    }
  },
  PERCENT(Thresholds.LOSSES_APART, "by {} % of the lower one or more") {
    @Override
    boolean isBetween(double least, double most) {
      return most - least >= bound().value() / 100 * Math.abs(least);
    }
  };

  private final Bound bound;
  private final String words;

  Gap(Bound bound, String words) {
    this.bound = bound;
    this.words = words;
  }

  abstract boolean isBetween(double least, double most);

  Bound bound() {
    return bound;
  }

  /** As it stands in a sentence after "differ", with a {@code {}} for the bound. */
  String words() {
    return words;
  }
}
