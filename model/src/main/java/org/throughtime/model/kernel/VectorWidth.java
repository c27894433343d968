package org.throughtime.model.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * How many floats go at once.
 *
 * <p>Constants of a class, because the compiler makes vector instructions only of a species it can
 * see; the width is therefore chosen once per JVM, by {@link KernelProvider}.
 */
final class VectorWidth {
  static final VectorSpecies<Float> FLOATS =
      switch (forcedBits()) {
        case 128 -> FloatVector.SPECIES_128;
        case 256 -> FloatVector.SPECIES_256;
        case 512 -> FloatVector.SPECIES_512;
        default -> FloatVector.SPECIES_PREFERRED;
      };

  static final VectorSpecies<Integer> INTS =
      switch (FLOATS.length()) {
        case 4 -> IntVector.SPECIES_128;
        case 8 -> IntVector.SPECIES_256;
        case 16 -> IntVector.SPECIES_512;
        default ->
            throw new IllegalStateException(
                "no kernels for " + FLOATS.length() + " floats at once");
      };

  static final int LANES = FLOATS.length();

  private VectorWidth() {}

  /** The forced vector width in bits, or 0 for the widest. */
  private static int forcedBits() {
    String forced = System.getProperty(KernelProvider.PROPERTY, "");
    return forced.startsWith("vector-") ? Integer.parseInt(forced.substring(7)) : 0;
  }

  /** First column behind the last vector that holds one of {@code columns} elements. */
  static int end(int columns) {
    return (columns + LANES - 1) / LANES * LANES;
  }
}
