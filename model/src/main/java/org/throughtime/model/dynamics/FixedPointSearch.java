package org.throughtime.model.dynamics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.throughtime.model.cell.CellStep;
import org.throughtime.model.diagnostics.Eigenvalues;
import org.throughtime.model.task.Head;

/**
 * Finds the fixed points of a network under a held input, from many states that trajectories visit
 * (Sussillo &amp; Barak 2013).
 *
 * <p>The search uses each start twice. {@link LevenbergMarquardt} minimizes the speed |F(s) - s|
 * from it; this also finds saddles. Then the network runs from it until it rests; this finds the
 * attractor, which a minimization can miss. Results that are close together are one point. The
 * search cannot find a fixed point that no start leads to. Where fixed points form a line, it
 * reports many points of the line.
 */
public final class FixedPointSearch {
  private static final int MOST_FREE_STEPS = 1_000;

  /** Speed at which a running network counts as resting; the minimization does the rest. */
  private static final double RESTING = 1e-6;

  private final CellStep step;
  private final HeadAnswers answers;
  private final Tolerances tolerances;

  /**
   * Distances between states. Where the largest |s_i| of a state is above 1, they are relative to
   * it.
   *
   * @param fixedWithin speed up to which a minimum is a fixed point
   * @param slowWithin speed up to which another minimum is a slow point
   * @param sameWithin distance in every element up to which two minima are one
   */
  public record Tolerances(double fixedWithin, double slowWithin, double sameWithin) {
    /**
     * 1e-10 is zero but for rounding, 1e-3 needs 1,000 steps for a distance of 1, and two points
     * differ where their fifth digits do.
     */
    public static final Tolerances STANDARD = new Tolerances(1e-10, 1e-3, 1e-5);
  }

  /**
   * @param head what the answer of a state is
   */
  public FixedPointSearch(CellStep step, Head head, Tolerances tolerances) {
    this.step = step;
    this.answers = new HeadAnswers(step, head);
    this.tolerances = tolerances;
  }

  /**
   * Searches from every start under an input.
   *
   * @param starts states {@code (size)}, not changed
   */
  public FixedPoints under(HeldInput held, List<double[]> starts) {
    double[] input = held.toArray();
    LevenbergMarquardt minimiser = new LevenbergMarquardt(step, input);
    Minima minima = new Minima();
    int lost = 0;
    int moving = 0;
    for (double[] start : starts) {
      Minimum near = new Minimum(minimiser, start);
      near.starts = 1;
      lost += minima.take(near) ? 0 : 1;
      Optional<double[]> rest = rest(minimiser, input, start);
      if (rest.isPresent()) {
        Minimum end = new Minimum(minimiser, rest.get());
        end.basin = 1;
        minima.take(end);
      } else {
        moving++;
      }
    }
    return new FixedPoints(points(minima.fixed, input), points(minima.slow, input), lost, moving);
  }

  /** Where the network settles; empty where it still moves after so many steps. */
  private Optional<double[]> rest(LevenbergMarquardt minimiser, double[] input, double[] start) {
    double[] state = start.clone();
    double[] next = new double[step.size()];
    for (int i = 0; i < MOST_FREE_STEPS; i++) {
      step.step(state, input, next);
      double[] spent = state;
      state = next;
      next = spent;
      if (i % 10 == 0 && minimiser.speed(state) <= RESTING * LevenbergMarquardt.scale(state)) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }

  private List<FixedPoint> points(List<Minimum> minima, double[] input) {
    minima.sort(
        Comparator.comparingInt((Minimum minimum) -> minimum.basin)
            .thenComparingInt(minimum -> minimum.starts)
            .reversed());
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
        answers.probability(minimum.state),
        minimum.starts,
        minimum.basin);
  }

  /** The minima found so far. */
  private final class Minima {
    private final List<Minimum> fixed = new ArrayList<>();
    private final List<Minimum> slow = new ArrayList<>();

    /** Whether it is a fixed or a slow point, and so is kept. */
    boolean take(Minimum found) {
      if (found.speed <= tolerances.fixedWithin() * found.scale()) {
        merge(fixed, found);
        return true;
      }
      if (found.speed <= tolerances.slowWithin() * found.scale()) {
        merge(slow, found);
        return true;
      }
      return false;
    }

    private void merge(List<Minimum> known, Minimum found) {
      for (Minimum one : known) {
        if (one.isWithin(tolerances.sameWithin(), found)) {
          one.merge(found);
          return;
        }
      }
      known.add(found);
    }
  }

  /** A minimum of the speed, and how many starts led to it in each way. */
  private static final class Minimum {
    private double[] state;
    private double speed;
    private int starts;
    private int basin;

    Minimum(LevenbergMarquardt minimiser, double[] start) {
      this.state = minimiser.minimum(start);
      this.speed = minimiser.speed(state);
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

    /** Adds the other one's counts, and keeps the state with the lower speed. */
    void merge(Minimum other) {
      starts += other.starts;
      basin += other.basin;
      if (other.speed < speed) {
        speed = other.speed;
        state = other.state;
      }
    }
  }
}
