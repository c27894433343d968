package org.throughtime.model.cell;

/**
 * What an init changes in the weights of the course's gru, whose matrices are otherwise normal with
 * a standard deviation of .01 (SPEC section 4).
 *
 * @param gateSd standard deviation of W_hz and W_hr
 * @param recurrentFirst whether W_hh is drawn before W_uh
 * @param sparse whether W_hh is made sparse and scaled as {@link SmartTanh} does, in float64
 * @param updateBias every element of b_z
 */
public record GruDraws(double gateSd, boolean recurrentFirst, boolean sparse, float updateBias) {
  static final double SD = .01;
  static final GruDraws PLAIN = new GruDraws(SD, false, false, -2);
}
