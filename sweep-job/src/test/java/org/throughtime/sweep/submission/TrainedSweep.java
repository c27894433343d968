package org.throughtime.sweep.submission;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.throughtime.model.kernel.KernelProvider;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.Trainer;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.plan.CourseCommand;
import org.throughtime.sweep.resume.CommitSchedule;
import org.throughtime.sweep.resume.RunRecorder;
import org.throughtime.sweep.snapshot.SweepSnapshot;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.SweepManifest;
import org.throughtime.sweep.table.Execution;
import org.throughtime.sweep.table.Provenance;

/** A small sweep that was really trained, without Spark. */
public final class TrainedSweep {
  static final int ITERATIONS = 60;

  private final ResultsDirectory directory;
  private final List<RunSpec> runs = new ArrayList<>();

  public TrainedSweep(Path folder) {
    this.directory = new ResultsDirectory(folder.toString(), new Configuration());
  }

  /** The seven runs of the assignment, made small. */
  public static List<RunSpec> assigned() {
    return List.of(
        small("A1_mem_rnn", "mem", "rnn", "nothing", 1.0),
        small("A2_mem_rnn", "mem", "rnn", "rescale", .05),
        small("A3_mem_rnn", "mem", "rnn", "rescale", .01),
        small("A4_mem_gru", "mem", "gru", "nothing", 1.0),
        small("A5_mem_gru", "mem", "gru", "rescale", .05),
        small("B1_mul_rnn", "mul", "rnn", "nothing", 1.0),
        small("B2_mul_gru", "mul", "gru", "nothing", 1.0));
  }

  private static RunSpec small(
      String name, String task, String model, String clipstyle, double cutoff) {
    return small(
        "name", name,
        "task", task,
        "model", model,
        "clipstyle", clipstyle,
        "cutoff", cutoff,
        "diagGates", model.equals("gru"));
  }

  /** A run of few units, sequences and iterations. */
  public static RunSpec small(Object... changes) {
    List<Object> all =
        new ArrayList<>(
            List.of(
                "mempos", 3,
                "min_length", 20,
                "max_length", 30,
                "nhid", 8,
                "bs", 4,
                "ebs", 8,
                "cbs", 4,
                "checkFreq", 10,
                "maxiters", ITERATIONS));
    all.addAll(Arrays.asList(changes));
    return TestRuns.canonical(all.toArray());
  }

  /** Trains runs to their ends. */
  public TrainedSweep train(List<RunSpec> specs) {
    specs.forEach(spec -> train(spec, spec.optimizer().maxiters()));
    return this;
  }

  /** Trains a run so far, and leaves it stopped where that is not its end. */
  public TrainedSweep train(RunSpec spec, int iterations) {
    try {
      runs.add(spec);
      SweepManifest.extend(directory, "small", runs).write(directory);
      directory.commitText(
          directory.commands(),
          runs.stream().map(run -> CourseCommand.of(run) + "\n").collect(Collectors.joining()));
      RunRecorder recorder = new RunRecorder(directory, spec, CommitSchedule.of(spec));
      Trainer trainer = Trainer.start(spec, KernelProvider.active());
      while (trainer.ended().isEmpty() && trainer.iteration() < iterations) {
        trainer.step(recorder);
      }
      Execution execution = new Execution(1, 1, new Provenance("1", "jvm", "arch", "scalar", "h"));
      if (trainer.ended().isPresent()) {
        recorder.ended(trainer.snapshot(), trainer.parameters(), execution);
      } else {
        recorder.stopped(trainer.snapshot(), execution);
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds a run of which nothing has been computed. */
  public TrainedSweep waiting(RunSpec spec) throws IOException {
    runs.add(spec);
    SweepManifest.extend(directory, "small", runs).write(directory);
    return this;
  }

  /** Takes all other runs out of the sweep file. */
  public TrainedSweep keepOnly(Set<String> names) throws IOException {
    SweepManifest.extend(directory, "small", List.of()).ofSweep(names).write(directory);
    return this;
  }

  ResultsDirectory directory() {
    return directory;
  }

  SweepSnapshot snapshot() throws IOException {
    return SweepSnapshot.read(directory).orElseThrow();
  }
}
