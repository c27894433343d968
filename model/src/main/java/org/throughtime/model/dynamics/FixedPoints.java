package org.throughtime.model.dynamics;

import java.util.List;

/**
 * What a search for fixed points found.
 *
 * @param fixed the fixed points, those that more starts led to first
 * @param slow the slow points, likewise: where the speed has a minimum above 0
 * @param lost how many starts led to neither
 */
public record FixedPoints(List<FixedPoint> fixed, List<FixedPoint> slow, int lost) {
  public FixedPoints {
    fixed = List.copyOf(fixed);
    slow = List.copyOf(slow);
  }
}
