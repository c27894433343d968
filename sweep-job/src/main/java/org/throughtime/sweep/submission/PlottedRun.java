package org.throughtime.sweep.submission;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.throughtime.model.kernel.KernelProvider;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.UnitSaturation;
import org.throughtime.sweep.report.RunDetail;
import org.throughtime.sweep.snapshot.SweepSnapshot;

/**
 * A run, as its plots show it.
 *
 * @param detail where it stands, and its rows
 * @param units how far its single units are from saturation; empty where the run keeps no
 *     diagnostics, or no state of it can be read
 */
record PlottedRun(RunDetail detail, Optional<Units> units) {
  /**
   * Single units on the diagnostic batch.
   *
   * @param iterations that were done when the weights were these
   * @param distances {@code (T, B, H)} in C order
   */
  record Units(int iterations, float[] distances) {}

  /**
   * Reads a run's newest weights, and what its units do with them. Scalar kernels compute it: it is
   * a single pass, and vector kernels are slow until the second compiler has seen them.
   *
   * @throws IOException where the directory cannot be read
   */
  static PlottedRun of(SweepSnapshot sweep, RunDetail detail) throws IOException {
    RunSpec spec = detail.state().spec();
    if (!spec.diagnostics().collectDiags()) {
      return new PlottedRun(detail, Optional.empty());
    }
    return new PlottedRun(
        detail,
        sweep
            .training(spec)
            .map(
                state ->
                    new Units(
                        state.iteration(),
                        UnitSaturation.of(spec, state.result(), KernelProvider.scalar()))));
  }

  RunSpec spec() {
    return detail.state().spec();
  }

  /** A title as those of the report's charts are. */
  String title(String shown) {
    return detail.name() + ": " + shown;
  }

  /** The last checkpoint that has profiles: the one that the report shows. */
  Optional<Checkpoint> last() {
    List<Checkpoint> profiled = detail.profiled();
    return profiled.isEmpty() ? Optional.empty() : Optional.of(profiled.get(profiled.size() - 1));
  }
}
