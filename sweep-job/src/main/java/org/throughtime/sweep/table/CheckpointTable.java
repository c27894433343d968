package org.throughtime.sweep.table;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.throughtime.model.cell.LinearErrors;
import org.throughtime.model.diagnostics.Profile;
import org.throughtime.model.train.Checkpoint;

/** The table {@code checkpoints}: a row for every checkpoint of a run. */
public final class CheckpointTable {
  /**
   * The metrics that are one number each; the last checkpoint's stand in {@code runs} too. A new
   * one is one line here.
   */
  static final List<Column<Checkpoint>> METRICS =
      List.of(
          Column.real(
              "train_nll",
              "sum of the losses since the last checkpoint, divided by checkFreq",
              Checkpoint::trainNll),
          Column.real(
              "gradient_norm", "likewise, L2 norm before clipping", Checkpoint::gradientNorm),
          Column.real(
              "gradient_norm_post",
              "likewise, L2 norm after clipping",
              Checkpoint::gradientNormPost),
          Column.real("Omega", "likewise, not scaled by alpha", Checkpoint::omega),
          Column.real(
              "steps_in_past",
              "likewise, mean over t of the share of sequences that count in Omega",
              Checkpoint::stepsInPast),
          Column.real("valid_nll", "mean loss over the validation chunks", Checkpoint::validNll),
          Column.real(
              "valid_error",
              "mean error over the validation chunks, percent",
              Checkpoint::validError),
          linear("valid_mae", "mean |y - yhat|; lastLinear only", LinearErrors::mae),
          linear("valid_err_05", "share with |y - yhat| > .05, in [0, 1]", LinearErrors::err05),
          linear("valid_err_10", "share with |y - yhat| > .10, in [0, 1]", LinearErrors::err10),
          linear(
              "valid_err_abs", "share with |y - yhat| > err_abs, in [0, 1]", LinearErrors::errAbs),
          linear("valid_maxae", "the largest |y - yhat|", LinearErrors::maxae),
          Column.real("rho_Whh", "spectral radius of W_hh", Checkpoint::rho),
          Column.real(
              "diag_loss",
              "loss of the diagnostic batch",
              c -> c.diagnostics().map(Checkpoint.Diagnostics::loss).orElse(null)),
          Column.real(
              "diag_err",
              "error of the diagnostic batch, in [0, 1]",
              c -> c.diagnostics().map(Checkpoint.Diagnostics::error).orElse(null)));

  /** Its columns; a new profile is one line here. */
  public static final Table<Checkpoint> TABLE =
      new Table<>(
          "checkpoints",
          Table.columns(
              List.of(
                  Column.integer("iter", "n of the checkpoint", Checkpoint::iter),
                  Column.real(
                      "best_valid_error",
                      "lowest valid_error of the checkpoints before this one, percent",
                      Checkpoint::bestValidError)),
              METRICS,
              List.of(
                  profile(
                      "grad_time",
                      "for t = 1..T mean over B of |dL/dh_t|_2, the total derivative",
                      p -> Optional.of(p.gradTime())),
                  profile(
                      "act_time",
                      "for t = 1..T mean of phi'(h_t); 1 - h^2 for gru",
                      p -> Optional.of(p.actTime())),
                  profile(
                      "sat_time",
                      "for t = 1..T mean distance of h_t from saturation",
                      p -> Optional.of(p.satTime())),
                  profile(
                      "gate_z_sat_time",
                      "for t = 1..T mean of min(z, 1 - z); gru with diagGates only",
                      Profile::gateZ),
                  profile(
                      "gate_r_sat_time",
                      "for t = 1..T mean of min(r, 1 - r); gru with diagGates only",
                      Profile::gateR))));

  private CheckpointTable() {}

  private static Column<Checkpoint> linear(
      String name, String doc, Function<LinearErrors, Double> value) {
    return Column.real(name, doc, value).within(Checkpoint::linear);
  }

  private static Column<Checkpoint> profile(
      String name, String doc, Function<Profile, Optional<float[]>> value) {
    return Column.profile(name, doc, value)
        .within(c -> c.diagnostics().map(Checkpoint.Diagnostics::profile));
  }
}
