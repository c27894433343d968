package org.throughtime.sweep.job;

import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.throughtime.sweep.progress.ProgressDisplay;
import org.throughtime.sweep.store.ResultsDirectory;

/**
 * The objects that a sweep uses on the driver.
 *
 * @param spark where the runs are computed
 * @param directory where they leave what they leave
 * @param display shows progress while runs train
 * @param notes told in a line of whatever a reader should know
 * @param owned called now and then; throws where the directory is this driver's no more
 * @param training of each run
 */
public record SweepContext(
    JavaSparkContext spark,
    ResultsDirectory directory,
    ProgressDisplay display,
    Consumer<String> notes,
    Runnable owned,
    Training training) {
  /** One in which the model trains the runs. */
  public SweepContext(
      JavaSparkContext spark,
      ResultsDirectory directory,
      ProgressDisplay display,
      Consumer<String> notes,
      Runnable owned) {
    this(spark, directory, display, notes, owned, Training::byTrainer);
  }
}
