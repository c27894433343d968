package org.throughtime.sweep.answers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.throughtime.model.cell.Cell;
import org.throughtime.model.train.Cells;
import org.throughtime.model.train.OptimizerSpec;
import org.throughtime.model.train.RunSpec;

/**
 * Runs that differ in one thing, at the last checkpoint that all of them have.
 *
 * @param question what they answer together
 * @param difference what they differ in
 * @param runs at least two
 */
record Comparison(String question, String difference, List<RunMetrics> runs) {
  /** Every comparison that some runs make, in the order of their names. */
  static List<Comparison> among(List<RunMetrics> all) {
    List<RunMetrics> runs =
        all.stream().sorted(Comparator.comparing(run -> run.spec().name())).toList();
    List<Comparison> comparisons = new ArrayList<>();
    groups(runs, Comparison::allButClipping)
        .forEach(
            group -> {
              if (differ(group, run -> clipping(run.spec()))) {
                comparisons.add(
                    new Comparison(
                        "What does clipping change? (" + Labels.among(group).list(group) + ")",
                        "clipping",
                        group));
              }
            });
    groups(runs, Comparison::allButCell)
        .forEach(
            group -> {
              if (differ(group, run -> run.spec().cell().model())) {
                comparisons.add(
                    new Comparison(
                        "How do "
                            + cells(group)
                            + " differ? ("
                            + Labels.among(group).list(group)
                            + ")",
                        "the cell",
                        group));
              }
            });
    return comparisons;
  }

  /** As in "rnn, gru and lstm". */
  private static String cells(List<RunMetrics> group) {
    List<String> labels =
        Cells.ALL.stream()
            .filter(cell -> group.stream().anyMatch(run -> run.spec().cell().model().equals(cell)))
            .map(Cell::label)
            .toList();
    int last = labels.size() - 1;
    return String.join(", ", labels.subList(0, last)) + " and " + labels.get(last);
  }

  private static Iterable<List<RunMetrics>> groups(
      List<RunMetrics> runs, Function<RunSpec, Map<String, Object>> key) {
    return runs.stream()
        .collect(
            Collectors.groupingBy(
                run -> key.apply(run.spec()), LinkedHashMap::new, Collectors.toList()))
        .values();
  }

  private static boolean differ(List<RunMetrics> group, Function<RunMetrics, Object> metric) {
    return group.stream().map(metric).distinct().count() > 1;
  }

  private static Map<String, Object> allButClipping(RunSpec spec) {
    Map<String, Object> flags = new LinkedHashMap<>(spec.flags());
    List.of("name", "clipstyle", "cutoff").forEach(flags::remove);
    return flags;
  }

  private static Map<String, Object> allButCell(RunSpec spec) {
    Map<String, Object> flags = new LinkedHashMap<>(spec.flags());
    List.of("name", "model", "diagGates", "clipstyle", "cutoff").forEach(flags::remove);
    flags.put("clipping", clipping(spec));
    return flags;
  }

  private static String clipping(RunSpec spec) {
    OptimizerSpec optimizer = spec.optimizer();
    return ClippingEffect.clips(optimizer)
        ? "cutoff " + Bound.flag(optimizer.cutoff()).text()
        : "no clipping";
  }

  /** What they show. */
  Answer answer() {
    List<Sentence> sentences = new ArrayList<>();
    Labels labels = Labels.among(runs);
    List<RunMetrics> begun = runs.stream().filter(run -> !run.checkpoints().isEmpty()).toList();
    for (RunMetrics run : runs) {
      if (!begun.contains(run)) {
        sentences.add(
            Sentence.of(
                "{} is {} and has no checkpoint yet, so it is left out.",
                new Word(labels.of(run)),
                new Word(run.status())));
      }
    }
    if (begun.size() < 2) {
      sentences.add(Sentence.of("There are not two runs to compare."));
      return new Answer(question, sentences);
    }
    int common =
        begun.stream()
            .mapToInt(run -> run.checkpoints().get(run.checkpoints().size() - 1).iter())
            .min()
            .orElseThrow();
    List<RunMetrics> level = begun.stream().map(run -> run.upTo(common)).toList();
    if (level.stream().anyMatch(run -> run.checkpoints().isEmpty())) {
      sentences.add(
          Sentence.of("They have no checkpoint at the same iteration, so nothing is compared."));
      return new Answer(question, sentences);
    }
    sentences.add(opening(level, labels));
    Contrast.ALL.forEach(contrast -> sentences.add(contrast.sentence(level, labels)));
    return new Answer(question, sentences);
  }

  private Sentence opening(List<RunMetrics> level, Labels labels) {
    return Sentence.of(
        "They differ in "
            + difference
            + " alone ("
            + level.stream()
                .map(run -> labels.of(run) + ": " + setting(run.spec()))
                .collect(Collectors.joining("; "))
            + ") and are compared up to iteration {}, the last checkpoint that all of them have."
            + " There is one run of each, so a difference may be the seed's doing.",
        new CheckpointQueries(level.get(0)).lastIteration());
  }

  private String setting(RunSpec spec) {
    return difference.equals("clipping") ? clipping(spec) : spec.cell().model().label();
  }
}
