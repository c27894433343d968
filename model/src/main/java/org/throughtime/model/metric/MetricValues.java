package org.throughtime.model.metric;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One row: the values of some metrics. Two rows are equal if they have the same names and the same
 * bits. Profiles are not copied, so callers must not change them.
 */
public final class MetricValues implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Names names;

  @SuppressWarnings("serial") // every cell is a String, a number, an array of floats or null
  private final Object[] cells;

  MetricValues(Names names, Object[] cells) {
    this.names = names;
    this.cells = cells;
  }

  /** The value of a metric; empty where the row has none. */
  public <V> Optional<V> get(Metric<?, V> metric) {
    return Optional.ofNullable(cell(metric));
  }

  /**
   * The value of a metric that every row has.
   *
   * @throws IllegalStateException where this one has none
   */
  public <V> V value(Metric<?, V> metric) {
    V cell = cell(metric);
    if (cell == null) {
      throw new IllegalStateException("the row has no " + metric.name());
    }
    return cell;
  }

  @SuppressWarnings("unchecked") // a metric's type is the one of its V
  private <V> V cell(Metric<?, V> metric) {
    int index = names.index(metric.name());
    Object cell = index < 0 ? null : cells[index];
    return metric.type().holds(cell) ? (V) cell : null;
  }

  /** Its values in the order of a schema; null where the row has none. */
  public List<Object> cells(Schema<?> schema) {
    return Arrays.asList(schema.metrics().stream().map(this::cell).toArray());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MetricValues row
        && names.equals(row.names)
        && Arrays.deepEquals(cells, row.cells);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(cells);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] != null) {
        text.append(text.length() > 1 ? ", " : "").append(names.get(i)).append('=');
        text.append(cells[i] instanceof float[] profile ? Arrays.toString(profile) : cells[i]);
      }
    }
    return text.append('}').toString();
  }
}
