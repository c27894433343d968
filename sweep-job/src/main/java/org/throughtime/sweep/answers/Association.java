package org.throughtime.sweep.answers;

import java.util.List;
import java.util.Optional;

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
  /** What pairs are taken over. */
  enum Places {
    STEPS("steps of the last checkpoint"),
    CHECKPOINTS("checkpoints");

    private final String words;

    Places(String words) {
      this.words = words;
    }
  }

  /** What has to be said beside coefficients. */
  static final Sentence CAUTION =
      Sentence.of(
          "The rank correlations in the answers describe the metrics of one run and test nothing:"
              + " neighbouring steps, and neighbouring checkpoints, depend on each other.");

  /** What some of them show. */
  static List<Sentence> sentences(List<Association> associations) {
    return associations.stream().map(Association::sentence).toList();
  }

  /** What this one shows. */
  Sentence sentence() {
    return unsupported()
        .orElseGet(() -> places == Places.STEPS ? inLevels() : inLevelsAndChanges());
  }

  private Sentence inLevels() {
    Measured r = pairs.correlation();
    String template =
        goes(r.value())
            ? over()
                + y.name()
                + (r.value() > 0 ? " is larger" : " is smaller")
                + " where "
                + x.name()
                + " is larger (rank correlation {}, at least {} in size)"
                + (r.value() > 0 ? x.together() : x.against())
                + "."
            : over()
                + both()
                + " have a rank correlation of {}, less than {} in size: no conclusion.";
    return Sentence.of(template, pairs.count(), r, Thresholds.GOES_WITH);
  }

  private Sentence inLevelsAndChanges() {
    double changes = pairs.changes().rankCorrelation();
    if (Double.isNaN(changes)) {
      return Sentence.of(
          over()
              + both()
              + " have a rank correlation of {}, but one of them changes evenly, as a clock does:"
              + " no conclusion.",
          pairs.count(),
          pairs.correlation());
    }
    Measured level = pairs.correlation();
    return Sentence.of(
        over() + reading(level.value(), changes),
        pairs.count(),
        level,
        pairs.changes().correlation(),
        Thresholds.GOES_WITH);
  }

  private String reading(double level, double changes) {
    if (goes(level) && goes(changes) && level * changes > 0) {
      return y.name()
          + (level > 0
              ? " rises and falls with " + x.name()
              : " falls as " + x.name() + " rises, and the other way round")
          + " (rank correlation {}, that of their changes from one checkpoint to the next {}, both"
          + " at least {} in size)"
          + (level > 0 ? x.together() : x.against())
          + ".";
    }
    if (goes(level)) {
      return both()
          + (level > 0 ? " share a trend" : " have opposite trends")
          + " (rank correlation {}), but their changes from one checkpoint to the next do not bear"
          + " it out ({}; {} in size, of the same sign, would): a trend is all there is.";
    }
    if (goes(changes)) {
      return both()
          + " have a rank correlation of {}, but their changes from one checkpoint to the next one"
          + " of {} (at least {} in size): they move "
          + (changes > 0 ? "together" : "against each other")
          + " in the short run, not in the long run.";
    }
    return both()
        + " have a rank correlation of {}, their changes from one checkpoint to the next one of {},"
        + " both less than {} in size: no conclusion.";
  }

  private String over() {
    return "Over the {} " + places.words + ", ";
  }

  private String both() {
    return x.name() + " and " + y.name();
  }

  private static boolean goes(double r) {
    return Math.abs(r) >= Thresholds.GOES_WITH.value();
  }

  /** Why nothing can be said, where that is so. */
  private Optional<Sentence> unsupported() {
    if (pairs.x().length < Thresholds.LEAST_PAIRS.value()) {
      return Optional.of(
          Sentence.of(
              "There are too few "
                  + places.words
                  + ", {}, to say whether "
                  + y.name()
                  + " goes with "
                  + x.name()
                  + ": it takes at least {}.",
              pairs.count(),
              Thresholds.LEAST_PAIRS));
    }
    Measured leastX = pairs.leastX(x.format());
    Measured mostX = pairs.mostX(x.format());
    if (mostX.value() - leastX.value() < x.leastRange().value()) {
      return Optional.of(hardlyVaries(x, y, leastX, mostX));
    }
    Measured leastY = pairs.leastY(y.format());
    Measured mostY = pairs.mostY(y.format());
    return mostY.value() - leastY.value() < y.leastRange().value()
        ? Optional.of(hardlyVaries(y, x, leastY, mostY))
        : Optional.empty();
  }

  private Sentence hardlyVaries(Quantity still, Quantity other, Measured least, Measured most) {
    return Sentence.of(
        over()
            + still.name()
            + " hardly varies (from {} to {}; less than {}), so the data do not support a conclusion"
            + " on whether it goes with "
            + other.name()
            + ".",
        pairs.count(),
        least,
        most,
        still.leastRange());
  }
}
