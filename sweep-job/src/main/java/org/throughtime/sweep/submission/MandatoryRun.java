package org.throughtime.sweep.submission;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.throughtime.model.train.ClipStyle;
import org.throughtime.model.train.OptimizerSpec;
import org.throughtime.model.train.RunFlags;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.snapshot.RunState;

/**
 * A run that the assignment asks for, and the run of a sweep that matches it best by its flags,
 * whatever its name is.
 *
 * @param asked what is asked for
 * @param found one of the same task, model and clipping; empty where the sweep has none
 * @param differences of its flags from what is asked for; none where it is the run
 */
record MandatoryRun(RunSpec asked, Optional<RunState> found, List<String> differences) {
  MandatoryRun {
    differences = List.copyOf(differences);
  }

  /** The run among those of a sweep. */
  static MandatoryRun among(List<RunState> runs, RunSpec asked) {
    Optional<RunState> nearest =
        runs.stream()
            .filter(run -> kind(run.spec()).equals(kind(asked)))
            .min(
                Comparator.comparing((RunState run) -> differences(run.spec(), asked).size())
                    .thenComparing(run -> !run.status().isDone())
                    .thenComparing(run -> run.spec().name()));
    return new MandatoryRun(
        asked, nearest, nearest.map(run -> differences(run.spec(), asked)).orElse(List.of()));
  }

  /** What tells one asked run from the others. */
  private static List<Object> kind(RunSpec run) {
    return List.of(run.task().task(), run.cell().model().label(), clipping(run.optimizer()));
  }

  private static List<String> differences(RunSpec run, RunSpec asked) {
    Map<String, Object> flags = run.flags();
    List<String> differences = new ArrayList<>();
    asked
        .flags()
        .forEach(
            (flag, value) -> {
              if (!flags.get(flag).equals(value) && !idle(flag, run, asked)) {
                differences.add(
                    flag
                        + " is "
                        + RunFlags.format(flags.get(flag))
                        + ", must be "
                        + RunFlags.format(value));
              }
            });
    return differences;
  }

  /** Whether a flag changes nothing in either run. */
  private static boolean idle(String flag, RunSpec run, RunSpec asked) {
    return switch (flag) {
      case "name" -> true;
      case "cutoff" -> !clips(run.optimizer()) && !clips(asked.optimizer());
      case "omegaGradient", "bound" -> !run.hasOmega() && !asked.hasOmega();
      default -> false;
    };
  }

  private static boolean clips(OptimizerSpec optimizer) {
    return optimizer.clipstyle() == ClipStyle.RESCALE;
  }

  /** "A1", of A1_mem_rnn_tanh_noclip. */
  String label() {
    return asked.name().substring(0, (asked.name() + "_").indexOf('_'));
  }

  /** "mem, rnn, no clipping". */
  String words() {
    return asked.task().task()
        + ", "
        + asked.cell().model().label()
        + ", "
        + clipping(asked.optimizer());
  }

  private static String clipping(OptimizerSpec optimizer) {
    return clips(optimizer) ? "clipping at " + RunFlags.format(optimizer.cutoff()) : "no clipping";
  }

  /** "`A1_mem_rnn`, stopped after 21 of 75 iterations", of the run that was found. */
  String standing() {
    RunState run = found.orElseThrow();
    return "`" + run.spec().name() + "`, " + RunFiles.standing(run);
  }

  /** Whether the sweep has the run, and its training has ended. */
  boolean met() {
    return differences.isEmpty() && found.filter(run -> run.status().isDone()).isPresent();
  }
}
