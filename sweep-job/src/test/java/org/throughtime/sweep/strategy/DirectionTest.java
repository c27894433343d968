package org.throughtime.sweep.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.Preference;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.TestRuns;

/** Every strategy prefers the values that the direction of its metric says are better. */
class DirectionTest {
  private static final List<RunSpec> RUNS =
      List.of(
          TestRuns.spec("a", "mem", 100),
          TestRuns.spec("b", "mem", 101),
          TestRuns.spec("c", "mem", 102),
          TestRuns.spec("d", "mem", 103));

  @Provide
  Arbitrary<Metric<?, Double>> metrics() {
    return Arbitraries.<Metric<?, Double>>of(List.copyOf(CheckpointMetrics.COMPARED));
  }

  /** The runs in an order of their own, the best first, and the metric of each. */
  private static Map<RunSpec, RungMetric> bestFirst(Metric<?, Double> metric, long seed) {
    List<RunSpec> runs = new ArrayList<>(RUNS);
    Collections.shuffle(runs, new Random(seed));
    Map<RunSpec, RungMetric> values = new LinkedHashMap<>();
    for (RunSpec run : runs) {
      int rank = values.size();
      double value = Preference.isHigherBetter(metric) ? 40 - 10 * rank : 10 + 10 * rank;
      values.put(run, RungMetric.of(metric, new double[] {value}));
    }
    return values;
  }

  private static List<RunSpec> inPlanOrder(List<RunSpec> runs) {
    return RUNS.stream().filter(runs::contains).toList();
  }

  @Property(tries = 50)
  void everyRuleKeepsTheBetterHalf(@ForAll("metrics") Metric<?, Double> metric, @ForAll long seed) {
    Map<RunSpec, RungMetric> values = bestFirst(metric, seed);
    List<RunSpec> best = inPlanOrder(List.copyOf(values.keySet()).subList(0, 2));
    assertEquals(best, new Halving(List.of(15), 2, metric).goOn(RUNS, values::get));
    assertEquals(best, new MedianRule(List.of(15), metric).goOn(RUNS, values::get));
    double bound = Preference.isHigherBetter(metric) ? 30 : 21;
    assertEquals(best, new Threshold(List.of(15), metric, bound).goOn(RUNS, values::get));
  }

  @Property(tries = 50)
  void theParzenEstimatorRanksTheBetterFirst(
      @ForAll("metrics") Metric<?, Double> metric, @ForAll long seed) {
    Map<RunSpec, RungMetric> values = bestFirst(metric, seed);
    Results results = (run, asked) -> values.get(run);
    List<Trial> trials = RUNS.stream().map(run -> new Trial(run, Round.END, results)).toList();
    Ranking ranking = Ranking.of(trials, metric, run -> List.of(run.name()));
    assertEquals(
        List.copyOf(values.keySet()),
        ranking.settings().stream().map(Ranking.Setting::run).toList());
    assertEquals(List.copyOf(values.keySet()).subList(0, 1), ranking.best(.25));
  }
}
