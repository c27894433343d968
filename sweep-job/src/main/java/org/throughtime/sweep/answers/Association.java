package org.throughtime.sweep.answers;

/**
 * Whether two metrics go together, by the rank correlation of their values.
 *
 * <p>Steps of a sequence and checkpoints of a run depend on their neighbours, so there is no test
 * of significance in it: a coefficient describes these metrics. Any two metrics that drift while a
 * run trains are correlated over it; so over training their changes from checkpoint to checkpoint
 * count as well.
 *
 * @param x one metric
 * @param y the other
 * @param pairs of both
 * @param places what the pairs are taken over
 */
record Association(Quantity x, Quantity y, Pairs pairs, Places places) {
  /** How to read the coefficients. */
  static final String CAUTION =
      "The rank correlations in the answers describe the metrics of one run and test nothing:"
          + " neighbouring steps, and neighbouring checkpoints, depend on each other.";

  /** What pairs are taken over. */
  enum Places {
    STEPS("steps of the last checkpoint"),
    CHECKPOINTS("checkpoints");

    private final String words;

    Places(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /**
   * What pairs show. Only TOGETHER and AGAINST are conclusions. The label is what the query {@code
   * rho-and-gradient} says of a run.
   */
  enum Reading {
    TOO_FEW("too few checkpoints"),
    X_HARDLY_VARIES("rho hardly varies"),
    Y_HARDLY_VARIES("the range hardly varies"),
    /** Over training, one of the two changes by the same amount each time. */
    CHANGES_EVENLY("one changes evenly"),
    TOGETHER("together"),
    AGAINST("against each other"),
    /** Over training, the values go together and their changes do not. */
    TREND("a trend alone"),
    /** Over training, the changes go together and the values do not. */
    SHORT_RUN("in the short run alone"),
    NONE("no conclusion");

    private final String label;

    Reading(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }

    boolean isConclusion() {
      return this == TOGETHER || this == AGAINST;
    }
  }

  /** What the pairs show. */
  Reading reading() {
    if (pairs.x().length < Thresholds.LEAST_PAIRS.value()) {
      return Reading.TOO_FEW;
    }
    if (pairs.mostX(x.format()).value() - pairs.leastX(x.format()).value()
        < x.leastRange().value()) {
      return Reading.X_HARDLY_VARIES;
    }
    if (pairs.mostY(y.format()).value() - pairs.leastY(y.format()).value()
        < y.leastRange().value()) {
      return Reading.Y_HARDLY_VARIES;
    }
    double level = pairs.rankCorrelation();
    if (places == Places.STEPS) {
      return goes(level) ? direction(level) : Reading.NONE;
    }
    double changes = pairs.changes().rankCorrelation();
    if (Double.isNaN(changes)) {
      return Reading.CHANGES_EVENLY;
    }
    if (goes(level)) {
      return goes(changes) && level * changes > 0 ? direction(level) : Reading.TREND;
    }
    return goes(changes) ? Reading.SHORT_RUN : Reading.NONE;
  }

  private static Reading direction(double r) {
    return r > 0 ? Reading.TOGETHER : Reading.AGAINST;
  }

  private static boolean goes(double r) {
    return Math.abs(r) >= Thresholds.GOES_WITH.value();
  }
}
