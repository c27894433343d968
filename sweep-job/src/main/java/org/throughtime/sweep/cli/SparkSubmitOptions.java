package org.throughtime.sweep.cli;

import java.util.List;
import java.util.Set;

/** The options of spark-submit that {@code submit.sh} takes before the command. */
final class SparkSubmitOptions {
  /** Those with a value. */
  static final List<String> WITH_VALUE =
      List.of(
          """
          --archives --conf --deploy-mode --driver-class-path --driver-cores --driver-java-options
          --driver-library-path --driver-memory --exclude-packages --executor-cores --executor-memory
          --files --jars --keytab --master --name --num-executors --packages --principal
          --properties-file --proxy-user --py-files --queue --repositories --total-executor-cores"""
              .split("\\s+"));

  /** Those without. */
  static final List<String> SWITCHES =
      List.of("--verbose", "--supervise", "--load-spark-defaults", "--help");

  private static final Set<String> VALUED = Set.copyOf(WITH_VALUE);

  private SparkSubmitOptions() {}

  /** Whether a word of a call is such an option with a value, and nothing that a command takes. */
  static boolean isOne(String word) {
    return VALUED.contains(word);
  }
}
