package org.throughtime.sweep.answers;

/** Stand-in. */
public record CheckpointFigures(
    int iter,
    double trainNll,
    double validError,
    double gradientNorm,
    double gradientNormPost,
    double rho,
    float[] gradTime,
    float[] actTime,
    float[] satTime,
    float[] gateZ,
    float[] gateR) {}
