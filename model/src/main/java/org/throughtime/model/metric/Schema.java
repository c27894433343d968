package org.throughtime.model.metric;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * An ordered list of metrics with unique names: what the rows of a table hold.
 *
 * @param <S> what a row is measured from
 */
public final class Schema<S> {
  private final List<Metric<S, ?>> metrics;
  private final Names names;

  /**
   * @param metrics in order
   * @throws IllegalArgumentException where two have the same name
   */
  public Schema(List<? extends Metric<S, ?>> metrics) {
    this.metrics = List.copyOf(metrics);
    this.names = new Names(metrics.stream().map(Metric::name).toList());
  }

  /** Its metrics, in order. */
  public List<Metric<S, ?>> metrics() {
    return metrics;
  }

  /** The metric of a name; empty where there is none. */
  public Optional<Metric<S, ?>> metric(String name) {
    int index = names.index(name);
    return index < 0 ? Optional.empty() : Optional.of(metrics.get(index));
  }

  /**
   * Takes every metric from its source.
   *
   * @throws IllegalArgumentException where one that is always present has no value
   */
  public MetricValues measure(S source) {
    return row(metric -> metric.source().apply(source));
  }

  /**
   * A row read back.
   *
   * @param reader gives what was kept of a metric; null where that is nothing
   * @throws IllegalArgumentException where nothing was kept of a metric that is always present, or
   *     something of another type
   */
  public MetricValues read(Function<Metric<?, ?>, Object> reader) {
    return row(reader::apply);
  }

  private MetricValues row(Function<Metric<S, ?>, Object> cell) {
    Object[] cells = new Object[metrics.size()];
    for (int i = 0; i < cells.length; i++) {
      Metric<S, ?> metric = metrics.get(i);
      cells[i] = cell.apply(metric);
      if (cells[i] == null
          ? metric.presence() == Presence.ALWAYS
          : !metric.type().holds(cells[i])) {
        throw new IllegalArgumentException(
            metric.name() + " must be " + metric.type() + ", got " + cells[i]);
      }
    }
    return new MetricValues(names, cells);
  }
}
