package org.throughtime.sweep.submission;

import java.util.Optional;
import java.util.function.Function;
import org.throughtime.sweep.report.RunChart;

/**
 * The plots of a run, in the order in which they are listed: the name of the files, the caption,
 * and what draws them. A new one is one more here. What the report shows in the same way is drawn
 * as {@link RunChart} draws it.
 */
enum RunPlot {
  GRADIENT_HISTOGRAM(
      "gradient-histogram",
      RunChart.GRADIENT_HISTOGRAM,
      GradientPlots::histogram,
      "The distribution of log10 g_t over the steps t of the diagnostic batch, at the last"
          + " checkpoint. g_t is the mean over the batch of |dL/dh_t|, the total derivative; 1e-12"
          + " is added before the logarithm. A gradient below the mark at -8 has vanished. At the"
          + " mark at -12, the logarithm no longer shows it."),
  GRADIENT_THROUGH_TIME(
      "gradient-through-time",
      RunChart.GRADIENT_HISTOGRAM,
      GradientPlots::throughTime,
      "log10 g_t of every step t of the diagnostic batch at the last checkpoint: the values that"
          + " the histogram counts. The gradient flows from the last step, at the right, back to"
          + " the first."),
  SATURATION(
      "saturation",
      RunChart.SATURATION_HISTOGRAM,
      SaturationPlot::of,
      "Two distributions of the distance from saturation on the diagnostic batch: over every unit"
          + " at every step of every sequence, and over the means, one for each step. Checkpoints"
          + " record only the means. The values of the units are computed again from the newest"
          + " weights, after the number of iterations in the legend."),
  SPECTRAL_RADIUS(
      "spectral-radius",
      RunChart.RHO,
      TrainingPlots::radius,
      "Spectral radius of W_hh at every checkpoint. A radius above 1 is necessary for gradients to"
          + " explode in a vanilla rnn, but not sufficient."),
  VALIDATION_ERROR(
      "validation-error",
      RunChart.VALID_ERROR,
      TrainingPlots::error,
      "Validation error at every checkpoint, and the lowest so far."),
  LOSS(
      "loss",
      RunChart.LOSS,
      TrainingPlots::loss,
      "Validation loss at every checkpoint, and the mean training loss since the previous"
          + " checkpoint."),
  GRADIENT_NORM(
      "gradient-norm",
      RunChart.GRADIENT_NORM,
      TrainingPlots::norm,
      "L2 norm of the gradient over all parameters at every iteration, before and after clipping."
          + " The curve is thinned to the lowest and the highest point of each interval, so that no"
          + " peak is lost; the CSV file has every iteration."),
  GATES(
      "gates",
      RunChart.GATE_HISTOGRAM,
      GatePlot::of,
      "The distribution of a gate's mean distance from 0 or 1, whichever is nearer, over the steps"
          + " t of the diagnostic batch, at the last checkpoint; the largest possible is .5.");

  private final String file;
  private final RunChart grounds;
  private final Function<PlottedRun, Optional<Plot>> made;
  private final String caption;

  RunPlot(
      String file, RunChart grounds, Function<PlottedRun, Optional<Plot>> made, String caption) {
    this.file = file;
    this.grounds = grounds;
    this.made = made;
    this.caption = caption;
  }

  /** Name of its files, without their extension. */
  String file() {
    return file;
  }

  /** Its files' path in the folder, without their extension. */
  String path(String run) {
    return "plots/" + run + "/" + file;
  }

  /** What stands under it. */
  String caption() {
    return caption;
  }

  /** Whether a run of its kind can have it at all. */
  boolean concerns(PlottedRun run) {
    return grounds.concerns(run.detail());
  }

  /** The plot; empty where the run has not, or not yet, what it shows. */
  Optional<Plot> of(PlottedRun run) {
    return made.apply(run);
  }

  /** Why there is none. */
  String reason(PlottedRun run) {
    return grounds.reason(run.detail());
  }
}
