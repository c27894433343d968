package org.throughtime.sweep.answers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.throughtime.model.train.Cells;
import org.throughtime.sweep.answers.ComparableRuns.Respect;

/** What comparisons show: how each run of a comparison differs from its base run. */
final class ConclusionOverPairs {
  private final RunMetrics base;
  private final List<RunMetrics> others;
  private final Comparison comparison;

  private ConclusionOverPairs(Comparison comparison, RunMetrics base, List<RunMetrics> level) {
    this.comparison = comparison;
    this.base = base;
    this.others = level.stream().filter(run -> run != base).toList();
  }

  /**
   * A sentence for each comparison of runs that clip differently. The base is the run that does not
   * clip, or clips least.
   */
  static List<Sentence> clipping(List<Comparison> comparisons) {
    return sentences(
        comparisons, Respect.CLIPPING, List.of(Contrast.LARGEST_UPDATE, Contrast.LOSS));
  }

  /** A sentence for each comparison of cells. The base is the run with the simplest cell. */
  static List<Sentence> cells(List<Comparison> comparisons) {
    return sentences(
        comparisons, Respect.MODEL, List.of(Contrast.GRADIENT, Contrast.SATURATION, Contrast.LOSS));
  }

  private static List<Sentence> sentences(
      List<Comparison> comparisons, Respect respect, List<Contrast> contrasts) {
    List<Sentence> sentences = new ArrayList<>();
    for (Comparison comparison : comparisons) {
      if (comparison.respect() == respect) {
        Optional<List<RunMetrics>> level = comparison.level();
        sentences.add(
            level.isEmpty()
                ? Phrase.of(
                        comparison.labels().list(comparison.runs())
                            + " cannot be compared: they have no checkpoint in common.")
                    .sentence()
                : new ConclusionOverPairs(comparison, base(respect, level.get()), level.get())
                    .sentence(contrasts));
      }
    }
    return sentences;
  }

  /** The run without clipping, or with the largest cutoff; the run with the simplest cell. */
  private static RunMetrics base(Respect respect, List<RunMetrics> level) {
    return level.stream()
        .min(
            respect == Respect.CLIPPING
                ? Comparator.comparingDouble(run -> -cutoff(run))
                : Comparator.comparingInt(run -> Cells.ALL.indexOf(run.spec().cell().model())))
        .orElseThrow();
  }

  private static double cutoff(RunMetrics run) {
    return ClippingEffect.clips(run.spec().optimizer())
        ? run.spec().optimizer().cutoff()
        : Double.POSITIVE_INFINITY;
  }

  private Sentence sentence(List<Contrast> contrasts) {
    List<Phrase> parts = contrasts.stream().map(this::against).flatMap(Optional::stream).toList();
    Phrase opening =
        Phrase.list(others.stream().map(run -> Phrase.of(named(run))).toList())
            .then(
                Phrase.of(
                    " compared with " + named(base) + ", up to iteration {}: ",
                    new CheckpointQueries(base).lastIteration()));
    return (parts.isEmpty()
            ? opening.then("no conclusion")
            : opening.then(Phrase.join(parts, "; ")))
        .then(".")
        .sentence();
  }

  private String named(RunMetrics run) {
    return comparison.labels().of(run) + " (" + comparison.respect().of(run.spec()) + ")";
  }

  /** Empty where the base, or every other run, has no finite value. */
  private Optional<Phrase> against(Contrast contrast) {
    return contrast.value().apply(base).flatMap(measure -> against(contrast, measure));
  }

  private Optional<Phrase> against(Contrast contrast, Measured measure) {
    Map<String, List<Phrase>> groups = new LinkedHashMap<>();
    for (RunMetrics run : others) {
      contrast
          .value()
          .apply(run)
          .ifPresent(
              value ->
                  groups
                      .computeIfAbsent(
                          word(contrast.gap(), measure.value(), value.value()),
                          word -> new ArrayList<>())
                      .add(Phrase.of(comparison.labels().of(run) + " ({})", value)));
    }
    List<Phrase> parts =
        groups.entrySet().stream()
            .map(group -> Phrase.of(group.getKey() + " in ").then(Phrase.list(group.getValue())))
            .toList();
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Phrase.of(
                    contrast.brief() + " is {} in " + comparison.labels().of(base) + ", ", measure)
                .then(Phrase.join(parts, ", ")));
  }

  private static String word(Gap gap, double base, double value) {
    if (!gap.isBetween(Math.min(base, value), Math.max(base, value))) {
      return "similar";
    }
    return value < base ? "lower" : "higher";
  }
}
