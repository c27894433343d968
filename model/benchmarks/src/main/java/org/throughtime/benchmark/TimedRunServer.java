package org.throughtime.benchmark;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.throughtime.model.train.RunSpec;

/**
 * Trains as a script tells it, on one thread, and says how long it took.
 *
 * <p>A line of the input is a request, a line of the output, in JSON, the answer. The first line,
 * before any request, tells what the program is.
 *
 * <pre>
 *   start LABEL [FLAG=VALUE]...   one of the {@link ShippedRuns}, with other flags: seconds that it
 *                                 took to draw weights and validation set, and all its flags
 *   step N                        N iterations of it and the checkpoints that fall due, or N
 *                                 validation passes: seconds of them all, of every iteration and
 *                                 of every checkpoint by itself
 *   losses                        the last train_nll and valid_nll, to tell that another program
 *                                 did the same; NaN if there is none
 * </pre>
 */
public final class TimedRunServer {
  private final Function<RunSpec, ? extends TimedRun> runs;
  private final PrintStream answers;
  private TimedRun run;

  /**
   * A server without a run.
   *
   * @param runs starts one: draws its weights and its validation set
   * @param answers where the lines of JSON go
   */
  public TimedRunServer(Function<RunSpec, ? extends TimedRun> runs, PrintStream answers) {
    this.runs = runs;
    this.answers = answers;
  }

  /**
   * Answers requests until there are no more.
   *
   * @param program what the first line tells
   * @throws IllegalArgumentException if a request is wrong
   */
  public void serve(Map<String, ?> program, Reader requests) throws IOException {
    answer(program);
    BufferedReader lines = new BufferedReader(requests);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      List<String> words = List.of(line.split(" "));
      switch (words.get(0)) {
        case "start" -> start(words.get(1), words.subList(2, words.size()));
        case "step" -> step(Integer.parseInt(words.get(1)));
        case "losses" -> answer(Map.of("train_nll", run.trainNll(), "valid_nll", run.validNll()));
        default -> throw new IllegalArgumentException("no such request: " + line);
      }
    }
  }

  private void answer(Map<String, ?> values) {
    answers.println(ConfigValueFactory.fromMap(values).render(ConfigRenderOptions.concise()));
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
    run = runs.apply(spec);
    answer(Map.of("seconds", secondsSince(begun), "flags", spec.flags()));
  }

  private void step(int count) {
    long begun = System.nanoTime();
    Laps laps = new Laps();
    for (int i = 0; i < count; i++) {
      run.step(laps);
    }
    double seconds = secondsSince(begun);
    answer(
        Map.of(
            "seconds", seconds,
            "iterations", laps.iterations(),
            "checkpoints", laps.checkpoints()));
  }

  private static double secondsSince(long begun) {
    return (System.nanoTime() - begun) * 1e-9;
  }
}
