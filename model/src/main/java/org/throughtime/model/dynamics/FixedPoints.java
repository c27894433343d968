package org.throughtime.model.dynamics;

import java.util.List;

/**
 * What a search for fixed points found.
 *
 * @param fixed the fixed points, those with the largest basin first
 * @param slow the slow points, likewise: where the speed has a minimum above 0
 * @param lost number of starts from which the minimisation ends at neither
 * @param moving number of starts from which the network does not settle: it reaches a cycle, chaos
 *     or infinity
 */
public record FixedPoints(List<FixedPoint> fixed, List<FixedPoint> slow, int lost, int moving) {
  public FixedPoints {
    fixed = List.copyOf(fixed);
    slow = List.copyOf(slow);
  }
}
