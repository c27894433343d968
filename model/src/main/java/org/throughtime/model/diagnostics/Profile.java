package org.throughtime.model.diagnostics;

import java.util.Optional;

/**
 * Metrics for every step t of one batch, arrays of T floats.
 *
 * @param gradTime mean over B of |dL/dh_t|_2, the total derivative
 * @param actTime mean over B and units of phi'(h_t)
 * @param satTime mean over B and units of the distance from saturation
 * @param gateZ mean of min(z, 1 - z), present for gru with diagGates
 * @param gateR mean of min(r, 1 - r), present for gru with diagGates
 */
public record Profile(
    float[] gradTime,
    float[] actTime,
    float[] satTime,
    Optional<float[]> gateZ,
    Optional<float[]> gateR) {}
