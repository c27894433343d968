package org.throughtime.sweep.table;

import java.util.List;
import org.throughtime.model.train.IterationMetrics;

/** The table {@code iterations}: a row for every training iteration. */
public final class IterationTable {
  /** Its columns; a new one is one line here. */
  public static final Table<IterationMetrics> TABLE =
      new Table<>(
          "iterations",
          List.of(
              Column.integer("iter", "n, from 0", IterationMetrics::iter),
              Column.integer("length", "the drawn length L (not T)", IterationMetrics::length),
              Column.real(
                  "train_nll", "loss of the batch before the update", IterationMetrics::trainNll),
              Column.real(
                  "gradient_norm",
                  "L2 norm over all parameters before clipping",
                  IterationMetrics::gradientNorm),
              Column.real(
                  "gradient_norm_post",
                  "L2 norm over all parameters after clipping",
                  IterationMetrics::gradientNormPost),
              Column.real("Omega", "the regulariser, not scaled by alpha", IterationMetrics::omega),
              Column.real(
                  "steps_in_past",
                  "mean over t of the share of sequences that count in Omega",
                  IterationMetrics::stepsInPast)));

  private IterationTable() {}
}
