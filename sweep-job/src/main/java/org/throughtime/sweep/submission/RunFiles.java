package org.throughtime.sweep.submission;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.artifact.CourseMetrics;
import org.throughtime.sweep.report.RunDetail;
import org.throughtime.sweep.report.markdown.PlotLink;
import org.throughtime.sweep.snapshot.RunState;
import org.throughtime.sweep.snapshot.SweepSnapshot;
import org.throughtime.sweep.store.ResultsDirectory;

/**
 * The files of a run in the folder.
 *
 * @param state where the run stands
 * @param log whether its log is there
 * @param npz whether its NPZ file is there
 * @param plots the plots that there are, each with its title
 * @param missing plots that there are not, each with the reason
 * @param lastInTables its last checkpoint in the tables, the report and the plots
 * @param lastInNpz its last checkpoint that the NPZ file has room for
 */
record RunFiles(
    RunState state,
    boolean log,
    boolean npz,
    Map<RunPlot, String> plots,
    Map<RunPlot, String> missing,
    Optional<Integer> lastInTables,
    Optional<Integer> lastInNpz) {

  private record Drawn(RunPlot plot, Optional<PlotFiles> files) {}

  /**
   * Writes the files of a run.
   *
   * @param draws whether this machine can draw; else plots have their data alone
   * @throws IOException where one cannot be read or written
   */
  static RunFiles write(HandedIn folder, SweepSnapshot sweep, RunDetail detail, boolean draws)
      throws IOException {
    PlottedRun run = PlottedRun.of(sweep, detail);
    Map<RunPlot, String> plots = new EnumMap<>(RunPlot.class);
    Map<RunPlot, String> missing = new EnumMap<>(RunPlot.class);
    for (Drawn drawn : draw(run, draws)) {
      if (drawn.files().isPresent()) {
        drawn.files().get().put(folder, drawn.plot().path(detail.name()));
        plots.put(drawn.plot(), drawn.files().get().title());
      } else {
        missing.put(drawn.plot(), drawn.plot().reason(run));
      }
    }
    ResultsDirectory from = sweep.directory();
    String name = detail.name();
    return new RunFiles(
        detail.state(),
        folder.copy("logs/" + from.log(name).getName(), from, from.log(name)),
        folder.copy("npz/" + from.npz(name).getName(), from, from.npz(name)),
        plots,
        missing,
        last(detail.checkpoints()),
        last(detail.checkpoints().stream().filter(c -> keeps(run.spec(), c)).toList()));
  }

  private static boolean keeps(RunSpec spec, Checkpoint checkpoint) {
    return CourseMetrics.keeps(spec, checkpoint.iter());
  }

  private static Optional<Integer> last(List<Checkpoint> checkpoints) {
    return checkpoints.isEmpty()
        ? Optional.empty()
        : Optional.of(checkpoints.get(checkpoints.size() - 1).iter());
  }

  private static List<Drawn> draw(PlottedRun run, boolean draws) {
    return Arrays.stream(RunPlot.values())
        .parallel()
        .filter(plot -> plot.concerns(run))
        .map(plot -> new Drawn(plot, plot.of(run).map(made -> PlotFiles.of(made, draws))))
        .toList();
  }

  String name() {
    return state.spec().name();
  }

  /** "stopped after 21 of 75 iterations". */
  static String standing(RunState run) {
    return run.status().label()
        + String.format(
            Locale.ROOT,
            " after %,d of %,d iterations",
            run.iterations(),
            run.spec().optimizer().maxiters())
        + run.error().map(error -> ": " + error).orElse("");
  }

  /** The pictures of its plots. */
  List<PlotLink> links() {
    return plots.entrySet().stream()
        .map(plot -> new PlotLink(plot.getValue(), plot.getKey().path(name()) + PlotFiles.PICTURE))
        .toList();
  }

  /** Whether the run has ended, and everything of it is there. */
  boolean complete() {
    return state.status().isDone() && log && npz && missing.isEmpty();
  }

  /** Whether NPZ and tables end at the same checkpoint. */
  boolean endsTogether() {
    return lastInTables.equals(lastInNpz);
  }
}
