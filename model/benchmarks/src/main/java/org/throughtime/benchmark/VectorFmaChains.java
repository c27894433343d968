package org.throughtime.benchmark;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.throughtime.model.kernel.KernelProvider;

/** Chains of vectors, as wide as those of this JVM's kernels. */
final class VectorFmaChains implements FmaChains {
  private static final VectorSpecies<Float> S =
      switch (KernelProvider.active().name()) {
        case "vector-128" -> FloatVector.SPECIES_128;
        case "vector-256" -> FloatVector.SPECIES_256;
        default -> FloatVector.SPECIES_512;
      };

  @Override
  public float run(int links) {
    FloatVector factor = FloatVector.broadcast(S, FACTOR);
    FloatVector term = FloatVector.broadcast(S, TERM);
    FloatVector a = FloatVector.broadcast(S, 0f);
    FloatVector b = FloatVector.broadcast(S, 1f);
    FloatVector c = FloatVector.broadcast(S, 2f);
    FloatVector d = FloatVector.broadcast(S, 3f);
    FloatVector e = FloatVector.broadcast(S, 4f);
    FloatVector f = FloatVector.broadcast(S, 5f);
    FloatVector g = FloatVector.broadcast(S, 6f);
    FloatVector h = FloatVector.broadcast(S, 7f);
    FloatVector i = FloatVector.broadcast(S, 8f);
    FloatVector j = FloatVector.broadcast(S, 9f);
    FloatVector k = FloatVector.broadcast(S, 10f);
    FloatVector l = FloatVector.broadcast(S, 11f);
    for (int link = 0; link < links; link++) {
      a = a.fma(factor, term);
      b = b.fma(factor, term);
      c = c.fma(factor, term);
      d = d.fma(factor, term);
      e = e.fma(factor, term);
      f = f.fma(factor, term);
      g = g.fma(factor, term);
      h = h.fma(factor, term);
      i = i.fma(factor, term);
      j = j.fma(factor, term);
      k = k.fma(factor, term);
      l = l.fma(factor, term);
    }
    FloatVector sum =
        a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j).add(k).add(l);
    return sum.reduceLanes(VectorOperators.ADD);
  }
}
