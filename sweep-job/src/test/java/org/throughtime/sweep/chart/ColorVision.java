package org.throughtime.sweep.chart;

import java.util.stream.IntStream;

/**
 * How a reader sees colors: with every kind of cone, or without one of them. Machado, Oliveira and
 * Fernandes (A physiologically-based model for simulation of color vision deficiency, 2009) give
 * the matrices, for a missing kind of cone.
 */
enum ColorVision {
  NORMAL(1, 0, 0, 0, 1, 0, 0, 0, 1),
  PROTANOPIA(.152286, 1.052583, -.204868, .114503, .786281, .099216, -.003882, -.048116, 1.051998),
  DEUTERANOPIA(.367322, .860646, -.227968, .280085, .672501, .047413, -.011820, .042940, .968881);

  private static final double[] TO_CONES = {
    .4122214708, .5363325363, .0514459929,
    .2119034982, .6806995451, .1073969566,
    .0883024619, .2817188376, .6299787005
  };
  private static final double[] TO_OKLAB = {
    .2104542553, .7936177850, -.0040720468,
    1.9779984951, -2.4285922050, .4505937099,
    .0259040371, .7827717662, -.8086757660
  };

  /** From linear RGB to linear RGB, by rows. */
  private final double[] seen;

  ColorVision(double... seen) {
    this.seen = seen;
  }

  /**
   * How different two colors look: their distance in OKLab (Ottosson, 2020), in which that of black
   * and white is 1.
   *
   * @param one as {@code #rrggbb}
   */
  double distance(String one, String other) {
    double[] a = oklab(one);
    double[] b = oklab(other);
    return Math.sqrt(IntStream.range(0, 3).mapToDouble(i -> (a[i] - b[i]) * (a[i] - b[i])).sum());
  }

  private double[] oklab(String color) {
    double[] rgb = times(seen, linear(color));
    for (int i = 0; i < 3; i++) {
      rgb[i] = Math.min(1, Math.max(0, rgb[i]));
    }
    double[] cones = times(TO_CONES, rgb);
    for (int i = 0; i < 3; i++) {
      cones[i] = Math.cbrt(cones[i]);
    }
    return times(TO_OKLAB, cones);
  }

  /** Red, green and blue of sRGB without its gamma, 0 to 1. */
  static double[] linear(String color) {
    int rgb = Integer.decode(color);
    return IntStream.of(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255)
        .mapToDouble(channel -> channel / 255.0)
        .map(c -> c <= .04045 ? c / 12.92 : Math.pow((c + .055) / 1.055, 2.4))
        .toArray();
  }

  private static double[] times(double[] matrix, double[] vector) {
    double[] product = new double[3];
    for (int i = 0; i < 9; i++) {
      product[i / 3] += matrix[i] * vector[i % 3];
    }
    return product;
  }
}
