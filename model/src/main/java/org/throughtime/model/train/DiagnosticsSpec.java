package org.throughtime.model.train;

/**
 * What a run records of the diagnostic batch, and which weights it keeps.
 *
 * @param collectDiags whether it is run at all
 * @param diagGates whether gate profiles are kept (gru)
 * @param diagBins bins that the course's histograms use
 * @param satThresh distance from saturation below which a step counts as saturated
 * @param dynamics iterations from one checkpoint that keeps its weights to the next; 0 where none
 *     does. Not the course's
 */
public record DiagnosticsSpec(
    boolean collectDiags, boolean diagGates, int diagBins, double satThresh, int dynamics) {
  /** Whether checkpoints measure gradients, updates and units. */
  boolean measuresUpdates() {
    return dynamics > 0;
  }

  /** Whether the checkpoint at n keeps its weights. */
  boolean keepsWeightsAt(int n) {
    return dynamics > 0 && n % dynamics == 0;
  }
}
