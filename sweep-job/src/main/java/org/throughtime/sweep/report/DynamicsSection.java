package org.throughtime.sweep.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughtime.model.dynamics.DynamicsMetrics;
import org.throughtime.model.dynamics.RetentionMetrics;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.model.number.ReadableNumber;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.sweep.answers.Labels;
import org.throughtime.sweep.chart.Axis;
import org.throughtime.sweep.chart.Chart;
import org.throughtime.sweep.chart.LineChart;
import org.throughtime.sweep.chart.Points;

/** Runs as dynamical systems, as far as the command {@code dynamics} measured them. */
final class DynamicsSection {
  private static final String NONE = "-";

  /** The number of distractors by which runs are compared. */
  private static final int COMPARED = 1_000;

  private DynamicsSection() {}

  /** Empty where no run that is shown was measured. */
  static Optional<Section> of(SweepContents sweep) {
    List<RunDetail> measured = measured(sweep);
    if (measured.isEmpty()) {
      return Optional.empty();
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Prose(
            "Of "
                + sweep.details().size()
                + (sweep.details().size() == 1 ? " run, " : " runs, ")
                + measured.size()
                + (measured.size() == 1 ? " is" : " are")
                + " measured as dynamical systems: s' = F(s, x). Fixed points are those under the"
                + " mean input. Principal components are those of the states at the checkpoint,"
                + " with their share of the variance."));
    blocks.add(table(measured));
    List<Chart> together = together(measured);
    if (measured.size() > 1 && !together.isEmpty()) {
      blocks.add(
          new Block.Charts(Overlay.namesOrCount(measured) + ", on common axes", together, 2));
    }
    blocks.add(new Block.Aside(queries(sweep.directory())));
    return Optional.of(
        new Section(
            "dynamics",
            "Dynamics",
            blocks,
            measured.stream().map(DynamicsSection::section).toList()));
  }

  /** How to get this section, for a reader of the page; empty where it is there. */
  static Optional<Block> command(SweepContents sweep) {
    boolean begun = sweep.details().stream().anyMatch(run -> !run.checkpoints().isEmpty());
    return begun && measured(sweep).isEmpty()
        ? Optional.of(
            new Block.Aside(
                List.of(
                    new Block.Command(
                        "To add fixed points, Lyapunov exponents and retention to this report, run"
                            + " this command, then make the report again",
                        "./submit.sh dynamics " + sweep.directory()))))
        : Optional.empty();
  }

  private static List<RunDetail> measured(SweepContents sweep) {
    return sweep.details().stream().filter(run -> !run.measured().networks().isEmpty()).toList();
  }

  private static Section section(RunDetail run) {
    List<Block> blocks = new ArrayList<>();
    List<Chart> charts =
        Stream.of(MeasuredChart.values()).flatMap(chart -> chart.of(run).stream()).toList();
    if (!charts.isEmpty()) {
      blocks.add(new Block.Charts(run.name() + ": what was measured, over training", charts, 2));
    }
    slider(run).ifPresent(blocks::add);
    return new Section("dynamics-" + run.name(), run.name(), blocks);
  }

  /** The charts that the last checkpoint has, of all checkpoints that have them too. */
  private static Optional<Block> slider(RunDetail run) {
    List<Integer> checkpoints = CheckpointChart.checkpoints(run);
    if (checkpoints.isEmpty()) {
      return Optional.empty();
    }
    int last = checkpoints.get(checkpoints.size() - 1);
    List<CheckpointChart> kinds =
        Stream.of(CheckpointChart.values()).filter(k -> k.of(run, last).isPresent()).toList();
    List<String> moments = new ArrayList<>();
    List<List<Chart>> charts = new ArrayList<>();
    for (int iter : checkpoints) {
      List<Chart> each = kinds.stream().flatMap(kind -> kind.of(run, iter).stream()).toList();
      if (each.size() == kinds.size()) {
        moments.add(Integer.toString(iter));
        charts.add(each);
      }
    }
    return kinds.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Block.Slider(
                run.name() + ": the network at single checkpoints",
                "Iteration",
                moments,
                charts,
                2));
  }

  private static List<Chart> together(List<RunDetail> runs) {
    Labels labels = Labels.of(runs.stream().map(RunDetail::name).toList());
    return Stream.of(
            overlay(
                runs,
                "validation error of measured runs",
                Axis.linear("valid error", "%").within(0, 100),
                run -> run.curve(labels.of(run.name()), Checkpoint::validError)),
            overlay(
                runs,
                "largest Lyapunov exponent",
                MeasuredChart.exponent(runs),
                run ->
                    MeasuredChart.networks(run, labels.of(run.name()), DynamicsMetrics.LYAPUNOV_1)),
            overlay(
                runs,
                "answers kept after "
                    + ReadableNumber.significant(COMPARED)
                    + " further distractors",
                Retained.SHARE,
                run -> Retained.of(run).line(labels.of(run.name()), COMPARED)))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Chart> overlay(
      List<RunDetail> runs, String title, Axis y, Function<RunDetail, Points> line) {
    List<Points> lines =
        runs.stream()
            .map(run -> line.apply(run).as(run.look()))
            .filter(points -> points.range().isPresent())
            .toList();
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(new LineChart(title, MeasuredChart.iterations(runs), y, lines));
  }

  private static Block table(List<RunDetail> runs) {
    List<String> headings = new ArrayList<>();
    headings.addAll(
        List.of(
            "run",
            "iteration",
            "fixed points",
            "stable",
            "largest exponent",
            "standard error",
            "dimension",
            "rho",
            "bound"));
    RetentionMetrics.STEPS_MEASURED.forEach(
        steps -> headings.add("kept after " + ReadableNumber.count(steps) + ", %"));
    return new Block.Table(
        "The last measured checkpoint of each run",
        1,
        headings,
        runs.stream().map(DynamicsSection::row).toList());
  }

  private static List<Block.Cell> row(RunDetail run) {
    List<MetricValues> networks = run.measured().networks();
    MetricValues last = networks.get(networks.size() - 1);
    int iter = last.value(DynamicsMetrics.ITER);
    List<String> cells = new ArrayList<>();
    cells.add(ReadableNumber.count(iter));
    cells.add(last.get(DynamicsMetrics.N_FIXED_POINTS).map(Object::toString).orElse(NONE));
    cells.add(last.get(DynamicsMetrics.N_STABLE).map(Object::toString).orElse(NONE));
    cells.add(text(last.get(DynamicsMetrics.LYAPUNOV_1), 4));
    cells.add(text(last.get(DynamicsMetrics.LYAPUNOV_SE), 4));
    cells.add(text(last.get(DynamicsMetrics.KAPLAN_YORKE), 2));
    cells.add(text(last.get(DynamicsMetrics.RHO), 3));
    cells.add(text(last.get(DynamicsMetrics.GRADIENT_BOUND), 3));
    Retained retained = Retained.of(run);
    for (int steps : RetentionMetrics.STEPS_MEASURED) {
      cells.add(text(retained.share(steps, iter), 2));
    }
    return Stream.concat(
            Stream.of(new Block.Cell(run.name(), "dynamics-" + run.name())),
            cells.stream().map(Block.Cell::of))
        .collect(Collectors.toList());
  }

  private static String text(Optional<Double> value, int decimals) {
    return value.map(number -> ReadableNumber.fixed(number, decimals)).orElse(NONE);
  }

  /** The rows behind these charts. */
  private static List<Block> queries(String directory) {
    String sql = "./submit.sh sql " + directory + " \"";
    return List.of(
        new Block.Command(
            "The exponents and the error",
            sql
                + "SELECT run, iter, lyapunov_1, lyapunov_2, rho, gradient_bound, valid_error FROM"
                + " dynamics LEFT JOIN checkpoints USING (sweep, run, iter) ORDER BY run, iter\""),
        new Block.Command(
            "The answers that are kept",
            sql
                + "SELECT run, iter, steps, share FROM retention WHERE class IS NULL ORDER BY run,"
                + " iter, steps\""),
        new Block.Command(
            "The points, with their eigenvalues",
            sql
                + "SELECT * FROM fixed_points WHERE input = 'mean' ORDER BY run, iter, kind,"
                + " number\""),
        new Block.Command(
            "The singular values",
            sql
                + "SELECT run, iter, distance, largest, median, least FROM jacobian_sv ORDER BY"
                + " run, iter, distance\""));
  }
}
