package org.throughtime.sweep.table;

import java.util.OptionalLong;

/**
 * How a run was executed: everything that may differ between two executions of the same
 * specification.
 *
 * @param seconds of wall time of the attempt that ended it
 * @param attempts how many attempts it took, 1 where the first one ended it
 * @param epoch of the driver whose attempt came this far; empty where the results directory had no
 *     owner, or one of an earlier version of this program
 * @param provenance what computed it
 * @param kernelReloads how often the attempt that ended it loaded the kernels again
 */
public record Execution(
    double seconds, int attempts, OptionalLong epoch, Provenance provenance, int kernelReloads) {
  /** One without an owner. */
  public Execution(double seconds, int attempts, Provenance provenance) {
    this(seconds, attempts, OptionalLong.empty(), provenance, 0);
  }

  /**
   * One of an owner.
   *
   * @param epoch 0 where there is none
   */
  public static Execution in(long epoch, double seconds, int attempts, Provenance provenance) {
    OptionalLong owners = epoch > 0 ? OptionalLong.of(epoch) : OptionalLong.empty();
    return new Execution(seconds, attempts, owners, provenance, 0);
  }

  /** The same with another number of reloads. */
  public Execution withKernelReloads(int reloads) {
    return new Execution(seconds, attempts, epoch, provenance, reloads);
  }
}
