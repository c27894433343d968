package org.throughtime.sweep.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.throughtime.model.diagnostics.Histogram;
import org.throughtime.model.diagnostics.LogGradient;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.number.ReadableNumber;
import org.throughtime.model.task.Head;
import org.throughtime.model.task.Tasks;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.CheckpointSource;
import org.throughtime.model.train.ClipStyle;
import org.throughtime.sweep.answers.Question;
import org.throughtime.sweep.chart.Axis;
import org.throughtime.sweep.chart.Chart;
import org.throughtime.sweep.chart.HistogramChart;
import org.throughtime.sweep.chart.LineChart;
import org.throughtime.sweep.chart.Points;

/**
 * The charts of a run, in the order in which they are shown, in the color of the run. To add a
 * chart, add a constant.
 */
public enum RunChart {
  LOSS("training and validation loss") {
    @Override
    public Optional<Chart> of(RunDetail run) {
      return curves(
          run,
          lossAxis(run),
          List.of(
              run.curve("train", Checkpoint::trainNll),
              run.curve("validation", Checkpoint::validNll)));
    }
  },
  VALID_ERROR("validation error") {
    @Override
    public Optional<Chart> of(RunDetail run) {
      return curves(
          run,
          Axis.linear("valid error", "%").within(0, 100),
          List.of(
              run.curve("at the checkpoint", Checkpoint::validError),
              run.curve("best so far", Checkpoint::bestValidErrorAfter)));
    }
  },
  GRADIENT_NORM("gradient norm before and after clipping", Question.NORM, Question.CLIPPING) {
    @Override
    public Optional<Chart> of(RunDetail run) {
      Axis norm = Axis.log("gradient norm");
      if (run.state().spec().optimizer().clipstyle() == ClipStyle.NOTHING) {
        // one curve would hide the other
        Points both = run.normBefore();
        return curves(run, norm, List.of(new Points("before and after", both.x(), both.y())));
      }
      return curves(run, norm, List.of(run.normBefore(), run.normAfter()));
    }
  },
  RHO("spectral radius of W_hh", Question.RADIUS) {
    @Override
    public Optional<Chart> of(RunDetail run) {
      return curves(run, Axis.linear("rho"), List.of(run.curve("rho", Checkpoint::rho)));
    }
  },
  GRADIENT_HISTOGRAM("gradient through time at the last checkpoint", Question.GRADIENT) {
    @Override
    public Optional<Chart> of(RunDetail run) {
      return histogram(
          run,
          GRADIENT,
          List.of(new Sample("t = 1..T", CheckpointMetrics.GRAD_TIME, RunChart::log10)));
    }
  },
  GRADIENT_MAP("gradient through time over training", Question.GRADIENT) {
    @Override
    public Optional<Chart> of(RunDetail run) {
      return map(run, GRADIENT, CheckpointMetrics.GRAD_TIME, RunChart::log10);
    }
  },
  SATURATION_HISTOGRAM("distance from saturation at the last checkpoint", Question.SATURATION) {
    @Override
    public Optional<Chart> of(RunDetail run) {
      return histogram(
          run,
          SATURATION,
          List.of(new Sample("t = 1..T", CheckpointMetrics.SAT_TIME, value -> (double) value)));
    }
  },
  SATURATION_MAP("distance from saturation over training", Question.SATURATION) {
    @Override
    public Optional<Chart> of(RunDetail run) {
      return map(run, SATURATION, CheckpointMetrics.SAT_TIME, value -> (double) value);
    }
  },
  GATE_HISTOGRAM("gates at the last checkpoint", Question.GATES) {
    @Override
    public boolean concerns(RunDetail run) {
      return !run.state().spec().cell().model().gates().isEmpty();
    }

    @Override
    public String reason(RunDetail run) {
      return run.state().spec().diagnostics().diagGates()
          ? super.reason(run)
          : "the run does not record its gates (flag diagGates)";
    }

    @Override
    public Optional<Chart> of(RunDetail run) {
      return histogram(
          run,
          Axis.linear("distance of a gate from 0 or 1"),
          run.state().spec().cell().model().gates().stream()
              .map(
                  gate ->
                      new Sample(
                          gate.symbol(), CheckpointMetrics.of(gate), value -> (double) value))
              .toList());
    }
  };

  static final Axis GRADIENT = Axis.linear("log10 |dL/dh_t|");
  static final Axis SATURATION = Axis.linear("distance of h_t from saturation");

  private final String title;
  private final Set<Question> shows;

  RunChart(String title, Question... shows) {
    this.title = title;
    this.shows = Set.of(shows);
  }

  /** What it shows. */
  public String title() {
    return title;
  }

  /** Whether it shows what the answer to a question says. */
  boolean shows(Question question) {
    return shows.contains(question);
  }

  /** Whether a run of its kind can have it at all. */
  public boolean concerns(RunDetail run) {
    return true;
  }

  /** The chart; empty where the run has not, or not yet, what it shows. */
  public abstract Optional<Chart> of(RunDetail run);

  /** Why there is none. */
  public String reason(RunDetail run) {
    if (run.checkpoints().isEmpty() && run.state().metrics().isPresent()) {
      return "the files that held the run's checkpoints are missing or damaged";
    }
    if (run.checkpoints().isEmpty()) {
      return "no checkpoint of the run is committed yet";
    }
    if (!run.state().spec().diagnostics().collectDiags()) {
      return "the run does not record profiles (flag collectDiags)";
    }
    return "no checkpoint has a finite value of it";
  }

  /** What the loss of a run is. */
  static Axis lossAxis(RunDetail run) {
    return Tasks.create(run.state().spec().task()).head() == Head.LAST_LINEAR
        ? Axis.linear("mean squared error")
        : Axis.linear("NLL", "nats");
  }

  Optional<Chart> curves(RunDetail run, Axis y, List<Points> curves) {
    List<Points> shown = new ArrayList<>();
    for (Points curve : curves) {
      if (curve.range().isPresent()) {
        shown.add(curve.as(run.look().beside(shown.size())));
      }
    }
    return shown.isEmpty()
        ? Optional.empty()
        : Optional.of(new LineChart(titleOf(run), Axis.linear("iteration"), y, shown));
  }

  Optional<Chart> map(
      RunDetail run,
      Axis value,
      Metric<CheckpointSource, float[]> which,
      Function<Float, Double> shown) {
    return ProfileMap.of(titleOf(run), run.checkpoints(), value, which, shown)
        .filter(map -> map.extent().isPresent())
        .map(Chart.class::cast);
  }

  /** A profile to count. */
  record Sample(
      String name, Metric<CheckpointSource, float[]> which, Function<Float, Double> shown) {}

  Optional<Chart> histogram(RunDetail run, Axis value, List<Sample> samples) {
    List<Checkpoint> profiled = run.profiled();
    if (profiled.isEmpty()) {
      return Optional.empty();
    }
    Checkpoint last = profiled.get(profiled.size() - 1);
    List<HistogramChart.Bins> counted = new ArrayList<>();
    for (Sample sample : samples) {
      last.get(sample.which())
          .map(profile -> finite(profile, sample.shown()))
          .filter(values -> values.length > 0)
          .map(values -> Histogram.of(values, run.state().spec().diagnostics().diagBins()))
          .ifPresent(
              h ->
                  counted.add(
                      new HistogramChart.Bins(sample.name(), h.edges(), h.counts())
                          .as(run.look().beside(counted.size()))));
    }
    return counted.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new HistogramChart(
                titleOf(run) + ", iteration " + ReadableNumber.count(last.iter()),
                value,
                Axis.linear("number of steps"),
                counted));
  }

  private String titleOf(RunDetail run) {
    return run.name() + ": " + title;
  }

  private static double[] finite(float[] profile, Function<Float, Double> shown) {
    return IntStream.range(0, profile.length)
        .mapToDouble(t -> shown.apply(profile[t]))
        .filter(Double::isFinite)
        .toArray();
  }

  private static double log10(float value) {
    return LogGradient.log10(value);
  }
}
