package org.throughtime.sweep.answers;

/** How far apart metrics have to be to count as different. */
enum Gap {
  FACTOR(Thresholds.NORMS_APART, "a factor of {} or more apart") {
    @Override
    boolean isBetween(double least, double most) {
      return most > 0 && most >= bound().value() * least;
    }
  },
  ORDERS(Thresholds.GRADIENTS_APART, "{} orders of magnitude or more apart") {
    @Override
    boolean isBetween(double least, double most) {
      return most - least >= bound().value();
    }
  },
  DISTANCE(Thresholds.DISTANCES_APART, "{} or more apart") {
    @Override
    boolean isBetween(double least, double most) {
      return most - least >= bound().value();
    }
  },
  PERCENT(Thresholds.LOSSES_APART, "{} % of the lower one or more apart") {
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

  /** As it stands in a sentence, with a {@code {}} for the bound. */
  String words() {
    return words;
  }
}
