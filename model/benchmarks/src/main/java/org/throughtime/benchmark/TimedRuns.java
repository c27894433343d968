package org.throughtime.benchmark;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.throughtime.model.kernel.KernelProvider;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.IterationMetrics;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.Trainer;
import org.throughtime.model.train.TrainingListener;

/**
 * Trains as a script tells it, in one JVM and on one thread, and says how long it took.
 *
 * <p>A line of standard input is a request, a line of standard output, in JSON, the answer. The
 * first line, before any request, tells the kernels and the JVM.
 *
 * <pre>
 *   start LABEL [FLAG=VALUE]...   one of the {@link ShippedRuns}, with other flags: seconds that it
 *                                 took to draw weights and validation set, and all its flags
 *   step N                        N iterations of it and the checkpoints that fall due: seconds of
 *                                 them all, of every iteration and of every checkpoint by itself,
 *                                 and the last metrics, to tell that another program did the same
 * </pre>
 */
public final class TimedRuns implements TrainingListener {
  private final PrintStream answers;
  private final List<Double> iterations = new ArrayList<>();
  private final List<Double> checkpoints = new ArrayList<>();
  private Trainer trainer;
  private long since;
  private double trainNll;
  private double validNll;

  private TimedRuns(PrintStream answers) {
    this.answers = answers;
  }

  /** Answers requests until there are no more. */
  public static void main(String[] args) throws IOException {
    TimedRuns runs = new TimedRuns(System.out);
    runs.answer(
        Map.of(
            "kernels",
            KernelProvider.active().name(),
            "java",
            System.getProperty("java.vm.name") + " " + System.getProperty("java.version")));
    BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = requests.readLine(); line != null; line = requests.readLine()) {
      List<String> words = List.of(line.split(" "));
      switch (words.get(0)) {
        case "start" -> runs.start(words.get(1), words.subList(2, words.size()));
        case "step" -> runs.step(Integer.parseInt(words.get(1)));
        default -> throw new IllegalArgumentException("no such request: " + line);
      }
    }
  }

  private void answer(Map<String, ?> metrics) {
    answers.println(ConfigValueFactory.fromMap(metrics).render(ConfigRenderOptions.concise()));
    answers.flush();
  }

  private void start(String label, List<String> changes) {
    Map<String, String> flags = new LinkedHashMap<>();
    for (String change : changes) {
      int equals = change.indexOf('=');
      flags.put(change.substring(0, equals), change.substring(equals + 1));
    }
    RunSpec spec = ShippedRuns.spec(label, flags);
    long begun = System.nanoTime();
    trainer = Trainer.start(spec, KernelProvider.active());
    answer(Map.of("seconds", seconds(begun, System.nanoTime()), "flags", spec.flags()));
  }

  private void step(int count) {
    iterations.clear();
    checkpoints.clear();
    long begun = System.nanoTime();
    for (int i = 0; i < count; i++) {
      since = System.nanoTime();
      trainer.step(this);
    }
    double seconds = seconds(begun, System.nanoTime());
    answer(
        Map.of(
            "seconds", seconds,
            "iterations", iterations,
            "checkpoints", checkpoints,
            "train_nll", trainNll,
            "valid_nll", validNll));
  }

  @Override
  public void onIteration(IterationMetrics metrics) {
    trainNll = metrics.trainNll();
    long now = System.nanoTime();
    iterations.add(seconds(since, now));
    since = now;
  }

  @Override
  public void onCheckpoint(Checkpoint checkpoint) {
    validNll = checkpoint.validNll();
    checkpoints.add(seconds(since, System.nanoTime()));
  }

  private static double seconds(long from, long to) {
    return (to - from) * 1e-9;
  }
}
