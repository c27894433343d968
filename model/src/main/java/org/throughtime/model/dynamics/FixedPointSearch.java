package org.throughtime.model.dynamics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.throughtime.model.cell.CellStep;
import org.throughtime.model.diagnostics.Eigenvalues;
import org.throughtime.model.task.Head;

/**
 * Finds the fixed points of a network under a held input: minimises the speed |F(s) - s| from many
 * states that trajectories visit (Sussillo &amp; Barak 2013), each by {@link LevenbergMarquardt}.
 *
 * <p>A minimum is a fixed point, a slow point or neither by its speed; minima that are close to one
 * another are one. Fixed points that no start leads to are not found. Where fixed points are a
 * line, starts end all along it.
 */
public final class FixedPointSearch {
  private final CellStep step;
  private final Answers answers;
  private final Tolerances tolerances;

  /**
   * Distances in the space of states. Each is for states of a size up to 1, and is multiplied by
   * the largest |s_i| of one beyond it.
   *
   * @param fixedWithin speed up to which a minimum is a fixed point
   * @param slowWithin speed up to which another minimum is a slow point
   * @param sameWithin distance in every element up to which two minima are one
   */
  public record Tolerances(double fixedWithin, double slowWithin, double sameWithin) {
    /**
     * A fixed point to rounding; slow where it takes 1,000 steps to move by 1; and points apart
     * that differ in the fifth digit.
     */
    public static final Tolerances STANDARD = new Tolerances(1e-10, 1e-3, 1e-5);
  }

  /**
   * @param head what the answer of a state is
   */
  public FixedPointSearch(CellStep step, Head head, Tolerances tolerances) {
    this.step = step;
    this.answers = new Answers(step, head);
    this.tolerances = tolerances;
  }

  /**
   * Searches from every start.
   *
   * @param starts states {@code (size)}, not changed
   */
  public FixedPoints under(HeldInput held, List<double[]> starts) {
    double[] input = held.toArray();
    LevenbergMarquardt minimiser = new LevenbergMarquardt(step, input);
    List<Minimum> fixed = new ArrayList<>();
    List<Minimum> slow = new ArrayList<>();
    int lost = 0;
    for (double[] start : starts) {
      double[] state = minimiser.minimum(start);
      Minimum minimum = new Minimum(state, minimiser.speed(state));
      if (minimum.speed <= tolerances.fixedWithin() * minimum.scale()) {
        merge(fixed, minimum);
      } else if (minimum.speed <= tolerances.slowWithin() * minimum.scale()) {
        merge(slow, minimum);
      } else {
        lost++;
      }
    }
    return new FixedPoints(points(fixed, input), points(slow, input), lost);
  }

  private void merge(List<Minimum> known, Minimum found) {
    for (Minimum one : known) {
      if (one.isWithin(tolerances.sameWithin(), found)) {
        one.take(found);
        return;
      }
    }
    known.add(found);
  }

  private List<FixedPoint> points(List<Minimum> minima, double[] input) {
    minima.sort(Comparator.comparingInt((Minimum minimum) -> minimum.starts).reversed());
    return minima.stream().map(minimum -> point(minimum, input)).toList();
  }

  private FixedPoint point(Minimum minimum, double[] input) {
    int n = step.size();
    double[] jacobian = new double[n * n];
    step.jacobian(minimum.state, input, jacobian);
    return new FixedPoint(
        Arrays.stream(minimum.state).boxed().toList(),
        minimum.speed,
        Eigenvalues.of(jacobian, n),
        answers.in(minimum.state),
        minimum.starts);
  }

  /** A minimum, and how many starts led to it. */
  private static final class Minimum {
    private double[] state;
    private double speed;
    private int starts = 1;

    Minimum(double[] state, double speed) {
      this.state = state;
      this.speed = speed;
    }

    double scale() {
      return LevenbergMarquardt.scale(state);
    }

    boolean isWithin(double tolerance, Minimum other) {
      double most = tolerance * Math.max(scale(), other.scale());
      for (int i = 0; i < state.length; i++) {
        if (!(Math.abs(state[i] - other.state[i]) <= most)) {
          return false;
        }
      }
      return true;
    }

    /** Counts the other one's start as its own, and keeps the slower of the two states. */
    void take(Minimum other) {
      starts++;
      if (other.speed < speed) {
        speed = other.speed;
        state = other.state;
      }
    }
  }
}
