package org.throughtime.sweep.answers;

import org.throughtime.model.diagnostics.LogGradient;

/** Every bound by which a sentence is chosen; each is said in the sentence. */
final class Thresholds {
  /** |dL/dh_t| below which a step has a vanishing gradient. */
  static final Bound VANISHING = new Bound("1e-8");

  /** |dL/dh_t| below which nothing of it is left; what its log10 is cut off at. */
  static final Bound GONE = new Bound(LogGradient.OFFSET);

  /**
   * |dL/dh_t| above which a step has an exploding gradient. Where the loss is a mean over B
   * sequences each step starts from a small part of 1, so it has grown a lot by then.
   */
  static final Bound EXPLODING = new Bound("1");

  /** Percent of the steps from which on something holds for the run. */
  static final Bound MOST = new Bound("50");

  /** Percent of the steps from which on something holds for a part of the sequence. */
  static final Bound SOME = new Bound("10");

  /** Orders of magnitude from which on gradients count as spread, as fallen or as grown. */
  static final Bound SPREAD = new Bound("1");

  /** Times the first, and the one before, from which on a gradient norm has exploded. */
  static final Bound BLOW_UP = new Bound("10");

  /** Percent of the iterations from which on clipping acts at nearly every one. */
  static final Bound AT_CUTOFF = new Bound("95");

  /** Mean distance from saturation below which the units of a tanh are near it; 1 is at rest. */
  static final Bound NEAR_SATURATION = new Bound("0.2");

  /** The same for a sigmoid, where .5 is the largest. */
  static final Bound NEAR_SATURATION_SIGMOID = new Bound("0.1");

  /** Distance of a gate from 0 or 1 below which it is near them. */
  static final Bound GATE_NEAR_END = new Bound("0.15");

  /** Distance of a gate from 0 or 1 above which it is near .5, and .5 is the largest. */
  static final Bound GATE_MIDDLE = new Bound("0.35");

  /** Size of a rank correlation from which on two metrics go together. */
  static final Bound GOES_WITH = new Bound("0.5");

  /** Pairs below which a correlation says nothing. */
  static final Bound LEAST_PAIRS = new Bound("10");

  /** Range below which a distance from saturation, a gate or a spectral radius hardly varies. */
  static final Bound LEAST_RANGE = new Bound("0.01");

  /** Orders of magnitude below which a gradient hardly varies. */
  static final Bound LEAST_ORDERS = new Bound("0.1");

  /** Spectral radius that divides shrinking from growing in a linear network. */
  static final Bound UNIT_RADIUS = new Bound("1");

  /** Factor from which on the norms of two runs differ. */
  static final Bound NORMS_APART = new Bound("2");

  /** Orders of magnitude from which on the gradients through time of two runs differ. */
  static final Bound GRADIENTS_APART = new Bound("0.5");

  /** From which on the distances from saturation, or the spectral radii, of two runs differ. */
  static final Bound DISTANCES_APART = new Bound("0.1");

  /** Percent from which on the training losses of two runs differ. */
  static final Bound LOSSES_APART = new Bound("10");

  /** Percent of the first validation error at which, and below, a run has learned. */
  static final Bound LEARNED = new Bound("50");

  /** Percent of wrong sequences below which a network holds to a length. */
  static final Bound HELD = new Bound("1");

  /** Points of percent within which an error is that of a network that knows some symbols. */
  static final Bound SYMBOLS = new Bound("5");

  private Thresholds() {}
}
