package org.throughtime.sweep.answers;

/** What an {@link Association} shows, in words. */
final class AssociationText {
  private final Association association;
  private final Quantity x;
  private final Quantity y;
  private final Pairs pairs;

  private AssociationText(Association association) {
    this.association = association;
    this.x = association.x();
    this.y = association.y();
    this.pairs = association.pairs();
  }

  /** All that it shows, with the bounds by which it is read. */
  static Sentence of(Association association) {
    AssociationText text = new AssociationText(association);
    return association.places() == Association.Places.STEPS ? text.overSteps() : text.overRun();
  }

  /**
   * The same over the steps of a checkpoint as the end of a sentence.
   *
   * @param x what the sentence has called x
   */
  static Phrase brief(Association association, String x) {
    return switch (association.reading()) {
      case TOGETHER -> goes("larger", association, x);
      case AGAINST -> goes("smaller", association, x);
      default -> notShown(x);
    };
  }

  /** The end of a sentence where there is no conclusion. */
  static Phrase notShown(String x) {
    return Phrase.of("the data do not show that the gradient goes with " + x);
  }

  private static Phrase goes(String how, Association association, String x) {
    return Phrase.of(
        "the gradient is "
            + how
            + " where "
            + x
            + " is larger (rank correlation {} over the steps)",
        association.pairs().correlation());
  }

  private Sentence overSteps() {
    return switch (association.reading()) {
      case TOGETHER -> level(" is larger", x.together());
      case AGAINST -> level(" is smaller", x.against());
      case NONE ->
          Sentence.of(
              over()
                  + both()
                  + " have a rank correlation of {}, less than {} in size: no conclusion.",
              pairs.count(),
              pairs.correlation(),
              Thresholds.GOES_WITH);
      default -> unsupported();
    };
  }

  private Sentence level(String how, String meaning) {
    return Sentence.of(
        over()
            + y.name()
            + how
            + " where "
            + x.name()
            + " is larger (rank correlation {}, at least {} in size)"
            + meaning
            + ".",
        pairs.count(),
        pairs.correlation(),
        Thresholds.GOES_WITH);
  }

  private Sentence overRun() {
    return switch (association.reading()) {
      case TOGETHER -> moves(" rises and falls with " + x.name(), x.together());
      case AGAINST ->
          moves(" falls as " + x.name() + " rises, and the other way round", x.against());
      case TREND ->
          levelAndChanges(
              both()
                  + (pairs.rankCorrelation() > 0 ? " share a trend" : " have opposite trends")
                  + " (rank correlation {}), but their changes from one checkpoint to the next do"
                  + " not bear it out ({}; {} in size, of the same sign, would): a trend is all"
                  + " there is.");
      case SHORT_RUN ->
          levelAndChanges(
              both()
                  + " have a rank correlation of {}, but their changes from one checkpoint to the"
                  + " next one of {} (at least {} in size): they move "
                  + (pairs.changes().rankCorrelation() > 0 ? "together" : "against each other")
                  + " in the short run, not in the long run.");
      case NONE ->
          levelAndChanges(
              both()
                  + " have a rank correlation of {}, their changes from one checkpoint to the next"
                  + " one of {}, both less than {} in size: no conclusion.");
      case CHANGES_EVENLY ->
          Sentence.of(
              over()
                  + both()
                  + " have a rank correlation of {}, but one of them changes evenly, as a clock"
                  + " does: no conclusion.",
              pairs.count(),
              pairs.correlation());
      default -> unsupported();
    };
  }

  private Sentence moves(String how, String meaning) {
    return levelAndChanges(
        y.name()
            + how
            + " (rank correlation {}, that of their changes from one checkpoint to the next {}, both"
            + " at least {} in size)"
            + meaning
            + ".");
  }

  private Sentence levelAndChanges(String template) {
    return Sentence.of(
        over() + template,
        pairs.count(),
        pairs.correlation(),
        pairs.changes().correlation(),
        Thresholds.GOES_WITH);
  }

  private Sentence unsupported() {
    return switch (association.reading()) {
      case X_HARDLY_VARIES -> hardlyVaries(x, y, pairs.leastX(x.format()), pairs.mostX(x.format()));
      case Y_HARDLY_VARIES -> hardlyVaries(y, x, pairs.leastY(y.format()), pairs.mostY(y.format()));
      default ->
          Sentence.of(
              "There are too few "
                  + association.places().words()
                  + ", {}, to say whether "
                  + y.name()
                  + " goes with "
                  + x.name()
                  + ": it takes at least {}.",
              pairs.count(),
              Thresholds.LEAST_PAIRS);
    };
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

  private String over() {
    return "Over the {} " + association.places().words() + ", ";
  }

  private String both() {
    return x.name() + " and " + y.name();
  }
}
