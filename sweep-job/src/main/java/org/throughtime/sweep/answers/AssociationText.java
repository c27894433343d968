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
    return Phrase.of("the data show no clear correlation between the gradient and " + x);
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
              "No conclusion over "
                  + places()
                  + ": the rank correlation of "
                  + both()
                  + " is {}, less than {} in absolute value.",
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
            + " is larger (rank correlation {}, at least {} in absolute value)"
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
          moves(" falls when " + x.name() + " rises, and rises when it falls", x.against());
      case TREND ->
          levelAndChanges(
              "Only a trend over "
                  + places()
                  + ": "
                  + both()
                  + (pairs.rankCorrelation() > 0
                      ? " move in the same direction"
                      : " move in opposite directions")
                  + " (rank correlation {}), but their changes from one checkpoint to the next do"
                  + " not confirm it (rank correlation {}; at least {} in absolute value, with the"
                  + " same sign, would).");
      case SHORT_RUN ->
          levelAndChanges(
              "Short-term only: over "
                  + places()
                  + ", the rank correlation of "
                  + both()
                  + " is {}, but that of their changes from one checkpoint to the next is {} (at"
                  + " least {} in absolute value).");
      case NONE ->
          levelAndChanges(
              "No conclusion over "
                  + places()
                  + ": the rank correlation of "
                  + both()
                  + " is {}, and that of their changes from one checkpoint to the next is {}; both"
                  + " are less than {} in absolute value.");
      case CHANGES_EVENLY ->
          Sentence.of(
              "No conclusion over "
                  + places()
                  + ": the rank correlation of "
                  + both()
                  + " is {}, but one of them changes by the same amount at every checkpoint, as a"
                  + " clock does.",
              pairs.count(),
              pairs.correlation());
      default -> unsupported();
    };
  }

  private Sentence moves(String how, String meaning) {
    return levelAndChanges(
        over()
            + y.name()
            + how
            + " (rank correlation {}; of their changes from one checkpoint to the next, {}; both at"
            + " least {} in absolute value)"
            + meaning
            + ".");
  }

  private Sentence levelAndChanges(String template) {
    return Sentence.of(
        template,
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
              "No conclusion: there are too few "
                  + association.places().words()
                  + " ({}; at least {} are needed) to tell whether "
                  + y.name()
                  + " is correlated with "
                  + x.name()
                  + ".",
              pairs.count(),
              Thresholds.LEAST_PAIRS);
    };
  }

  private Sentence hardlyVaries(Quantity still, Quantity other, Measured least, Measured most) {
    return Sentence.of(
        "No conclusion over "
            + places()
            + ": "
            + still.name()
            + " hardly varies (from {} to {}, a range of less than {}), so the data do not show"
            + " whether it is correlated with "
            + other.name()
            + ".",
        pairs.count(),
        least,
        most,
        still.leastRange());
  }

  private String over() {
    return "Over " + places() + ", ";
  }

  private String places() {
    return "the {} " + association.places().words();
  }

  private String both() {
    return x.name() + " and " + y.name();
  }
}
