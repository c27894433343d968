package org.throughtime.sweep.answers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the spectral radius of W_hh is correlated with the gradient. */
final class RadiusAndGradient {
  private RadiusAndGradient() {}

  static Answer of(RunMetrics run) {
    CheckpointQueries queries = new CheckpointQueries(run);
    CheckpointAssociations pairs = new CheckpointAssociations(queries);
    Optional<Sentence> withoutProfiles = Grounds.withoutProfiles(run);
    List<Association> associations =
        withoutProfiles.isPresent()
            ? List.of(pairs.radiusWithNorm())
            : List.of(pairs.radiusWithRange(), pairs.radiusWithNorm());
    List<Sentence> details = new ArrayList<>();
    details.add(
        Sentence.of(
            "rho is below {} at {} of {} checkpoints; there, the gradient of a linear network would"
                + " vanish over long times.",
            Thresholds.UNIT_RADIUS,
            queries.radiusBelow(Thresholds.UNIT_RADIUS),
            queries.count()));
    withoutProfiles.ifPresent(details::add);
    associations.forEach(association -> details.add(AssociationText.of(association)));
    if (!run.spec().cell().model().gates().isEmpty()) {
      details.add(
          Sentence.of(
              "In "
                  + run.spec().cell().model().noun()
                  + ", the gradient also flows back through the gates, so rho alone does not decide"
                  + " whether it shrinks or grows."));
    }
    return new Answer(Question.RADIUS.text(), verdict(queries, associations), details);
  }

  private static Sentence verdict(CheckpointQueries queries, List<Association> associations) {
    List<Phrase> moving =
        associations.stream()
            .filter(association -> association.reading().isConclusion())
            .map(RadiusAndGradient::movement)
            .toList();
    return (moving.isEmpty()
            ? noConclusion(associations)
            : Phrase.of("rho is correlated with the gradient: ")
                .then(Phrase.join(moving, ", and ")))
        .then("; ")
        .then(radius(queries))
        .then(".")
        .sentence();
  }

  private static Phrase noConclusion(List<Association> associations) {
    List<Phrase> trends =
        associations.stream()
            .filter(association -> association.reading() == Association.Reading.TREND)
            .map(association -> Phrase.of(association.y().name()).then(correlations(association)))
            .toList();
    return trends.isEmpty()
        ? Phrase.of(
            "No conclusion: the data show no clear correlation between rho and the gradient")
        : Phrase.of("No conclusion: rho shares only a trend with ")
            .then(Phrase.join(trends, ", and with "));
  }

  private static Phrase movement(Association association) {
    return Phrase.of(
            association.y().name()
                + (association.reading() == Association.Reading.TOGETHER
                    ? " rises and falls with rho"
                    : " falls when rho rises"))
        .then(correlations(association));
  }

  private static Phrase correlations(Association association) {
    return Phrase.of(
        " (rank correlation {}; of their changes, {})",
        association.pairs().correlation(),
        association.pairs().changes().correlation());
  }

  private static Phrase radius(CheckpointQueries queries) {
    if (!queries.hasEnds(CheckpointColumn.RADIUS)) {
      return Phrase.of(
          "rho is not finite at the first or the last of {} checkpoints", queries.count());
    }
    return Phrase.of(
        "rho is {} at iteration {} and {} at iteration {}",
        queries.first(CheckpointColumn.RADIUS),
        queries.firstIteration(),
        queries.last(CheckpointColumn.RADIUS),
        queries.lastIteration());
  }
}
