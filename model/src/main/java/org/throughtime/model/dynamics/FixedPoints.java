package org.throughtime.model.dynamics;

import java.util.List;

/**
 * What a search for fixed points found.
 *
 * @param fixed the fixed points, those with the largest basin first
 * @param slow the slow points, likewise: where the speed has a minimum above 0
 * @param lost how many starts have their minimum of the speed at neither
 * @param moving how many starts do not come to rest: they lead to a cycle, to chaos or to infinity
 */
public record FixedPoints(List<FixedPoint> fixed, List<FixedPoint> slow, int lost, int moving) {
  public FixedPoints {
    fixed = List.copyOf(fixed);
    slow = List.copyOf(slow);
  }
}
