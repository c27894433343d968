package org.throughtime.sweep.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.resume.Preparation;
import org.throughtime.sweep.snapshot.Damage;
import org.throughtime.sweep.snapshot.RunId;
import org.throughtime.sweep.snapshot.RunState;
import org.throughtime.sweep.snapshot.SweepSnapshot;
import org.throughtime.sweep.store.Catalog;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.SweepManifest;
import org.throughtime.sweep.strategy.SweepPlan;

/**
 * Runs a plan on Spark.
 *
 * <p>Every run is a job of its own with one task. Its stage therefore has the run's name in Spark's
 * UI, and a run that repeatedly takes down its executor fails alone. The scheduler starts jobs in
 * the order in which they are submitted, which is that of their round.
 */
public final class SweepJob {
  /**
   * Ended runs whose files are joined at the end of a sweep. A page of S3's listing has 1,000
   * names: with more runs, each listing of a folder takes several requests, one after the other.
   */
  static final int JOINED_FROM = 1_000;

  private final SweepContext context;
  private final int joinedFrom;

  /** A job that trains as the context says. */
  public SweepJob(SweepContext context) {
    this(context, JOINED_FROM);
  }

  /**
   * @param joinedFrom how many ended runs are joined at the end
   */
  SweepJob(SweepContext context, int joinedFrom) {
    this.context = context;
    this.joinedFrom = joinedFrom;
  }

  /**
   * Sets what sweeps need of Spark where the user has not: progress comes with the executors'
   * heartbeats, so they beat every second; the driver takes a buffer of a broadcast block for every
   * run, of which a few KB are used; and a task of hours may lose more executors than one of
   * seconds, and goes on where it was.
   */
  public static SparkConf configure(SparkConf conf) {
    return conf.setIfMissing("spark.executor.heartbeatInterval", "1s")
        .setIfMissing("spark.broadcast.blockSize", "64k")
        .setIfMissing("spark.task.maxFailures", "16");
  }

  /**
   * Runs whatever of the plan is not done yet, and returns when all of it has ended or a limit
   * stopped it. What earlier attempts committed goes on where it was.
   *
   * @param fresh whether all of it begins anew, whatever is there
   * @return an outcome for every run that was known, in the order of the rounds
   * @throws org.throughtime.sweep.store.ResultsException where the directory belongs to another
   *     sweep, or cannot be written to
   * @throws CancellationException where the thread was interrupted, which is cleared then. Runs had
   *     some seconds to commit
   * @throws SparkStoppedException where Spark stopped, of itself or because this JVM is ending
   * @throws IOException where the results cannot be read
   */
  public List<RunOutcome> run(SweepPlan plan, boolean fresh) throws IOException {
    ResultsDirectory directory = context.directory();
    Optional<SweepSnapshot> before = SweepSnapshot.atRest(directory);
    if (before.isPresent()) {
      before.get().manifest().requireSweep(directory, plan.name());
    }
    SweepManifest manifest =
        before
            .map(SweepSnapshot::manifest)
            .orElse(new SweepManifest(plan.name(), List.of()))
            .with(plan.runs())
            .ofSweep(plan.names());
    CommittedResults results = new CommittedResults(directory);
    Map<RunId, RunState> there = fresh || before.isEmpty() ? Map.of() : whole(before.get());
    Preparation preparation = new Preparation(directory, context.notes());
    Stages stages = new Stages(context, plan, manifest, preparation, there);
    try {
      new Rounds(plan.strategy(), stages, results, context.notes()).train(fresh);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    List<RunOutcome> outcomes = stages.outcomes();
    tidy(preparation, outcomes);
    compact(outcomes);
    return outcomes;
  }

  private void compact(List<RunOutcome> outcomes) {
    if (outcomes.size() < joinedFrom) {
      return;
    }
    try {
      Catalog catalog = context.directory().catalog();
      long unjoined =
          outcomes.stream().filter(o -> o.status().isDone() && !catalog.has(o.run())).count();
      if (unjoined >= joinedFrom) {
        context
            .notes()
            .accept(String.format(Locale.ROOT, "joining the files of %,d runs", unjoined));
        new CompactionJob(context.spark(), context.directory(), context.notes()).compact();
      }
    } catch (InterruptedException e) {
      throw new CancellationException("joining files was interrupted");
    } catch (IOException e) {
      String fault = "%s: files cannot be joined (%s); ./submit.sh compact joins them later";
      context.notes().accept(fault.formatted(context.directory().uri(), e.getMessage()));
    }
  }

  /**
   * The runs that are there and whole. One that has ended and lost a file is trained again as far
   * as it takes to have all of its files; its state alone is no reason to, since nothing is made
   * from that but a longer run.
   */
  private Map<RunId, RunState> whole(SweepSnapshot sweep) throws IOException {
    Map<RunId, RunState> whole = new LinkedHashMap<>();
    for (RunState run : sweep.status().runs()) {
      RunSpec spec = run.spec();
      List<Damage.Fault> faults =
          sweep.damage(spec).stream().filter(Damage.Fault::ofTraining).toList();
      boolean mended = faults.stream().anyMatch(Damage.Fault::leavesWork);
      if (!mended) {
        whole.put(RunId.of(spec), run);
      }
      if (!faults.isEmpty()) {
        String files = faults.stream().map(Damage.Fault::line).collect(Collectors.joining(", "));
        String next =
            mended
                ? "; the run is repaired"
                : "; the run is complete without it, and would start again with a larger maxiters";
        context.notes().accept(spec.name() + ": " + files + next);
      }
    }
    return whole;
  }

  private void tidy(Preparation preparation, Collection<RunOutcome> outcomes) {
    try {
      preparation.tidy(
          outcomes.stream()
              .filter(o -> o.status().isDone())
              .map(RunOutcome::run)
              .collect(Collectors.toSet()));
    } catch (IOException e) {
      context
          .notes()
          .accept(context.directory().uri() + ": cannot be cleaned up (" + e.getMessage() + ")");
    }
  }
}
