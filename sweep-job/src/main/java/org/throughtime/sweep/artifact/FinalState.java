package org.throughtime.sweep.artifact;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.Optional;
import org.throughtime.model.cell.Activation;
import org.throughtime.model.cell.Init;
import org.throughtime.model.cell.Parameter;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.task.Task;
import org.throughtime.model.task.Tasks;
import org.throughtime.model.train.RunSpec;

/**
 * The final state of a run as the NPZ file of SPEC section 6.
 *
 * <p>Every file has every key, so a script does not have to check for them. Values that a run did
 * not collect stay empty: -1 or NaN.
 */
public final class FinalState {
  private final RunSpec spec;
  private final Parameters parameters;
  private final FinalStateArrays arrays;

  /**
   * Nothing is copied: write before the run goes on.
   *
   * @param spec of the run
   * @param parameters its weights, each written under its name
   * @param arrays its metrics
   */
  public FinalState(RunSpec spec, Parameters parameters, FinalStateArrays arrays) {
    this.spec = Objects.requireNonNull(spec);
    this.parameters = Objects.requireNonNull(parameters);
    this.arrays = Objects.requireNonNull(arrays);
  }

  /**
   * Writes the file, the same bytes for the same run.
   *
   * @param out what it goes to; left open
   * @throws IOException where {@code out} does
   */
  public void writeTo(OutputStream out) throws IOException {
    Task task = Tasks.create(spec.task());
    NpzWriter npz = new NpzWriter(out);
    arrays.writeTo(npz);
    int requested = Math.min(spec.optimizer().bs(), spec.validation().cbs());
    npz.addInteger("diag_len", spec.task().maxLength());
    npz.addInteger("diag_bs", task.sequences(requested));
    npz.addInteger("checkFreq", spec.validation().checkFreq());
    for (Parameter p : parameters.all()) {
      if (p.isVector()) {
        npz.addFloats(p.name(), p.toArray(), p.columns());
      } else {
        npz.addFloats(p.name(), p.toArray(), p.rows(), p.columns());
      }
    }
    npz.addText("model_type", spec.cell().model().label());
    npz.addText("classif_type", task.head().label());
    Init init = spec.cell().init();
    Optional<Activation> chosen = spec.cell().model().activation(init);
    npz.addText(
        chosen.isPresent() ? "act_name" : "init",
        chosen.map(Activation::label).orElse(init.label()));
    npz.finish();
  }
}
