package org.throughtime.sweep.strategy;

import org.throughtime.model.metric.Metric;
import org.throughtime.sweep.config.value.Block;
import org.throughtime.sweep.config.value.ConfigurationException;

/**
 * How a block of {@code search.tpe} proposes settings.
 *
 * @param startup settings that are drawn at random
 * @param batch settings of a later round
 * @param gamma the share of the settings that counts as good, above 0 and below 1
 * @param candidates values that are compared for a flag
 * @param metric by which settings are ranked, the lower the better
 */
record TpeSettings(int startup, int batch, double gamma, int candidates, Metric<?, Double> metric) {
  static final String[] KEYS = {"startup", "batch", "gamma", "candidates", "metric"};
  private static final int MOST = 100_000;

  /**
   * Reads them; only {@code batch} and {@code metric} have to be there.
   *
   * @throws ConfigurationException where one is missing or out of range
   */
  static TpeSettings read(Block block) {
    for (String key : new String[] {"batch", "metric"}) {
      if (block.get(key) == null) {
        throw new ConfigurationException(
            block.where()
                + ": "
                + block.path()
                + " has no "
                + key
                + ": must have draws, batch and metric");
      }
    }
    return new TpeSettings(
        block.get("startup") == null ? 10 : block.whole("startup", 1, MOST),
        block.whole("batch", 1, MOST),
        block.get("gamma") == null ? .25 : gamma(block),
        block.get("candidates") == null ? 24 : block.whole("candidates", 1, MOST),
        block.requireMetric());
  }

  private static double gamma(Block block) {
    double gamma = block.real("gamma");
    if (gamma <= 0 || gamma >= 1) {
      throw new ConfigurationException(
          block.where("gamma")
              + ": "
              + block.path()
              + ".gamma = "
              + gamma
              + ": must be above 0 and below 1");
    }
    return gamma;
  }
}
