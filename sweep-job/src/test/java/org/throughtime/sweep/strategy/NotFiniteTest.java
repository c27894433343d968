package org.throughtime.sweep.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.Preference;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.BadMetrics;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.table.LatestMetrics;

/** No strategy prefers a run whose last checkpoint does not count to one that has a metric. */
class NotFiniteTest {
  /** As a driver has it of committed checkpoints: what does not count is NaN. */
  @Provide
  Arbitrary<RungMetric> bad() {
    Arbitrary<RungMetric> none = Arbitraries.just(RungMetric.NONE);
    Arbitrary<RungMetric> metrics =
        BadMetrics.checkpoints()
            .flatMap(
                last ->
                    Arbitraries.of(CheckpointMetrics.COMPARED).map(metric -> bad(last, metric)));
    Arbitrary<RungMetric> raw =
        BadMetrics.notFinite()
            .map(last -> RungMetric.of(CheckpointMetrics.VALID_NLL, new double[] {1e-9, last}));
    return Arbitraries.oneOf(none, metrics, raw);
  }

  /** However good it was before. */
  private static RungMetric bad(LatestMetrics last, Metric<?, Double> metric) {
    double good = Preference.isHigherBetter(metric) ? 1e9 : 1e-9;
    return RungMetric.of(metric, new double[] {good, last.compared(metric)});
  }

  /** One run that counts, at some place among others that do not. */
  private static List<RunSpec> runs(int count) {
    return IntStream.range(0, count).mapToObj(i -> TestRuns.spec("r" + i, "mem", 100 + i)).toList();
  }

  /** The poorest value of a metric that still counts. */
  private static RungMetric poor(Metric<?, Double> metric) {
    double poor = Preference.isHigherBetter(metric) ? -1e30 : 1e30;
    return RungMetric.of(metric, new double[] {poor, poor});
  }

  private static Function<RunSpec, RungMetric> metrics(
      RunSpec good, RungMetric bad, Metric<?, Double> metric) {
    return run -> run.equals(good) ? poor(metric) : bad;
  }

  @Property(tries = 100)
  void halvingKeepsTheOneThatCounts(
      @ForAll("bad") RungMetric bad, @ForAll @IntRange(min = 0, max = 4) int place) {
    List<RunSpec> runs = runs(5);
    for (Metric<?, Double> metric : CheckpointMetrics.COMPARED) {
      Halving halving = new Halving(List.of(15), 5, metric);
      assertEquals(
          List.of(runs.get(place)), halving.goOn(runs, metrics(runs.get(place), bad, metric)));
    }
  }

  @Property(tries = 100)
  void theMedianRuleAndTheThresholdKeepNoOther(
      @ForAll("bad") RungMetric bad, @ForAll @IntRange(min = 0, max = 4) int place) {
    List<RunSpec> runs = runs(5);
    List<RunSpec> good = List.of(runs.get(place));
    for (Metric<?, Double> metric : CheckpointMetrics.COMPARED) {
      Function<RunSpec, RungMetric> metrics = metrics(runs.get(place), bad, metric);
      double bound = Preference.isHigherBetter(metric) ? -1e31 : 1e31;
      assertEquals(good, new MedianRule(List.of(15), metric).goOn(runs, metrics));
      assertEquals(good, new Threshold(List.of(15), metric, bound).goOn(runs, metrics));
    }
  }

  @Property(tries = 100)
  void noSettingOfTheParzenEstimatorIsGoodByIt(
      @ForAll("bad") RungMetric bad, @ForAll @IntRange(min = 0, max = 4) int place) {
    List<RunSpec> runs = runs(5);
    for (Metric<?, Double> compared : CheckpointMetrics.COMPARED) {
      List<Trial> trials = new ArrayList<>();
      for (RunSpec run : runs) {
        Results results = (asked, metric) -> metrics(runs.get(place), bad, metric).apply(asked);
        trials.add(new Trial(run, run.equals(runs.get(place)) ? 15 : Round.END, results));
      }
      Ranking ranking = Ranking.of(trials, compared, run -> List.of(run.name()));
      assertEquals(List.of(runs.get(place)), ranking.best(.99));
      assertEquals(runs.get(place), ranking.settings().get(0).run());
    }
  }

  @Property(tries = 100)
  void whatIsNotFiniteIsNoMetric(@ForAll("raw") double[] values) {
    for (Metric<?, Double> compared : CheckpointMetrics.COMPARED) {
      RungMetric metric = RungMetric.of(compared, values);
      double last = values[values.length - 1];
      assertEquals(Double.isFinite(last) ? last : Double.NaN, metric.last());
      assertFalse(Double.isInfinite(metric.best()) || Double.isInfinite(metric.mean()));
      assertTrue(Double.isFinite(last) || metric.equals(RungMetric.NONE));
    }
  }

  @Provide
  Arbitrary<double[]> raw() {
    return Arbitraries.oneOf(BadMetrics.notFinite(), Arbitraries.doubles().between(0, 1e6))
        .array(double[].class)
        .ofMinSize(1)
        .ofMaxSize(5);
  }
}
