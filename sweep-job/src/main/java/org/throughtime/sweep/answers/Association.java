package org.throughtime.sweep.answers;

/**
 * Whether two metrics are correlated, by Spearman's rank correlation of their values.
 *
 * <p>Neighboring steps of a sequence, and neighboring checkpoints of a run, depend on each other.
 * So a coefficient describes these metrics and is not a significance test. Any two metrics that
 * drift during training are correlated over training. So over training, the changes from checkpoint
 * to checkpoint must be correlated too.
 *
 * @param x one metric
 * @param y the other
 * @param pairs of both
 * @param places what the pairs are taken over
 */
record Association(Quantity x, Quantity y, Pairs pairs, Places places) {
  /** How to read the coefficients. */
  static final String CAUTION =
      "The rank correlations in the answers describe the metrics of one run. They are not"
          + " significance tests, because neighboring steps, and neighboring checkpoints, depend on"
          + " each other.";

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
    /** Over training, the values are correlated, but their changes do not confirm it. */
    TREND("only a trend"),
    /** Over training, the changes are correlated, but the values are not. */
    SHORT_RUN("only short-term"),
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
