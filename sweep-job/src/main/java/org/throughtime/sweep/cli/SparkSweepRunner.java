package org.throughtime.sweep.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.throughtime.sweep.job.RunOutcome;
import org.throughtime.sweep.job.SweepContext;
import org.throughtime.sweep.job.SweepJob;
import org.throughtime.sweep.progress.PlainDisplay;
import org.throughtime.sweep.progress.ProgressBlock;
import org.throughtime.sweep.progress.ProgressDisplay;
import org.throughtime.sweep.progress.Sparkline;
import org.throughtime.sweep.progress.SummaryTable;
import org.throughtime.sweep.progress.TerminalDisplay;
import org.throughtime.sweep.snapshot.SweepSnapshot;
import org.throughtime.sweep.snapshot.SweepStatus;
import org.throughtime.sweep.store.Catalog;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.strategy.SweepPlan;
import org.throughtime.sweep.table.Status;

/** Runs a plan on Spark, as spark-submit configured it, and shows it on the terminal. */
final class SparkSweepRunner implements SweepRunner {
  private final PrintStream out;
  private final boolean terminal;
  private final IntSupplier columns;

  /**
   * @param out where progress and the final table go
   * @param terminal whether lines there can be written over
   * @param columns width of the terminal now, in characters
   */
  SparkSweepRunner(PrintStream out, boolean terminal, IntSupplier columns) {
    this.out = out;
    this.terminal = terminal;
    this.columns = columns;
  }

  @Override
  public List<Status> run(SweepPlan plan, String directory, boolean fresh)
      throws InterruptedException {
    OwningJob job =
        new OwningJob(plan.name(), "sweep " + plan.name() + " was interrupted", this::note);
    return job.run(
        directory,
        (spark, directly, owner) -> {
          ResultsDirectory results = directly.waiting(() -> false, this::note);
          SweepContext context =
              new SweepContext(spark, results, display(), this::note, owner::require);
          List<RunOutcome> outcomes = new SweepJob(context).run(plan, fresh);
          Optional<SweepSnapshot> left = SweepSnapshot.atRest(results);
          if (left.isPresent()) {
            summary(results, left.get().status().atRest());
          }
          List<Status> ended =
              outcomes.stream()
                  .filter(outcome -> !outcome.dismissed())
                  .map(RunOutcome::status)
                  .toList();
          if (!ended.stream().allMatch(Status::isDone)) {
            OwningJob.fail(spark, owner);
          }
          return ended;
        });
  }

  private ProgressDisplay display() {
    InstantSource clock = InstantSource.system();
    ProgressBlock block = new ProgressBlock(columns, Sparkline.of(OutputCharset.get()));
    return terminal ? new TerminalDisplay(out, clock, block) : new PlainDisplay(out, clock);
  }

  private void note(String line) {
    out.println("note: " + line);
    out.flush();
  }

  private void summary(ResultsDirectory results, SweepStatus status) throws IOException {
    Catalog catalog = results.catalog();
    List<String> ended =
        status.runs().stream()
            .filter(run -> run.status().isDone())
            .map(run -> run.spec().name())
            .toList();
    long joined = ended.stream().filter(catalog::has).count();
    out.print(SummaryTable.render(status));
    out.println("results  " + results.uri());
    results.contents(ended.size(), joined).forEach(line -> out.println("  " + line));
    out.flush();
  }
}
