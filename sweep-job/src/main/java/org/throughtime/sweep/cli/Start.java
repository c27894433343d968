package org.throughtime.sweep.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.apache.spark.deploy.SparkSubmit;

/**
 * The main class in place of spark-submit's where the driver is this process: it refuses a wrong
 * call in the second that Spark takes to load, and hands every other one to {@link SparkSubmit} as
 * it came.
 */
public final class Start {
  private Start() {}

  /** Takes what spark-submit takes; the call of this program is behind {@link Main} and its jar. */
  public static void main(String[] args) {
    List<String> words = Arrays.asList(args);
    int call = words.indexOf(Main.class.getName()) + 2;
    OptionalInt over =
        Main.check(
            words.subList(call, words.size()).toArray(String[]::new),
            new PrintWriter(System.out, true),
            new PrintWriter(System.err, true));
    if (over.isPresent()) {
      System.exit(over.getAsInt());
    }
    SparkSubmit.main(args);
  }
}
