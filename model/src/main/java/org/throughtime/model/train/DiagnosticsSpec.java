package org.throughtime.model.train;

/**
 * What the diagnostic batch leaves.
 *
 * @param collectDiags whether it is run at all
 * @param diagGates whether gate profiles are kept (gru)
 * @param diagBins bins that the course's histograms use
 * @param satThresh distance from saturation below which a step counts as saturated
 */
public record DiagnosticsSpec(
    boolean collectDiags, boolean diagGates, int diagBins, double satThresh) {}
