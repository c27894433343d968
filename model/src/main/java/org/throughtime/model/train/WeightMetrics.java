package org.throughtime.model.train;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.throughtime.model.cell.Parameter;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.model.metric.Schema;

/** The weights that a checkpoint keeps: one row a parameter. */
public final class WeightMetrics {
  /**
   * A parameter.
   *
   * @param iter n of the checkpoint
   */
  public record Kept(int iter, Parameter parameter) {}

  public static final Metric<Kept, Integer> ITER =
      Metric.integer("iter", "iterations", "n of the checkpoint", Kept::iter);
  public static final Metric<Kept, String> PARAMETER =
      Metric.text(
          "parameter", "", "name of the parameter, such as W_hh", kept -> kept.parameter().name());
  public static final Metric<Kept, Integer> ROWS =
      Metric.integer("rows", "", "number of rows; 1 for a bias", kept -> kept.parameter().rows());
  public static final Metric<Kept, Integer> COLUMNS =
      Metric.integer("columns", "", "number of columns", kept -> kept.parameter().columns());
  public static final Metric<Kept, float[]> ELEMENTS =
      Metric.profile(
          "elements", "", "each element, row by row", kept -> kept.parameter().toArray());

  /** The metrics of a row, in the order of their columns. */
  public static final Schema<Kept> SCHEMA =
      new Schema<>(List.of(ITER, PARAMETER, ROWS, COLUMNS, ELEMENTS));

  private WeightMetrics() {}

  /** The rows of a network, in the order of its parameters. */
  public static List<MetricValues> of(int n, Parameters weights) {
    return weights.all().stream().map(parameter -> SCHEMA.measure(new Kept(n, parameter))).toList();
  }

  /** Dense C-order arrays by name, from {@linkplain #of rows}. */
  public static Map<String, float[]> arrays(List<MetricValues> rows) {
    Map<String, float[]> arrays = new LinkedHashMap<>();
    rows.forEach(row -> arrays.put(row.value(PARAMETER), row.value(ELEMENTS)));
    return arrays;
  }

  /** SHA-256, in hex, over the bits of every element, parameter by parameter. */
  static String hash(Parameters weights) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (Parameter parameter : weights.all()) {
        for (float element : parameter.toArray()) {
          sha256.update(ByteBuffer.allocate(Float.BYTES).putFloat(0, element));
        }
      }
      return HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
