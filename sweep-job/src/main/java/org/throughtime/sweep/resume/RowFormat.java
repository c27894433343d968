package org.throughtime.sweep.resume;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.metric.MetricType;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.model.metric.Schema;

/**
 * Rows of a table as bytes of a state file, behind the names and types of their metrics, so that a
 * version of this program with other metrics reads them too:
 *
 * <pre>
 * metrics int count, count * (text name, text type)
 * rows    int count, count * (for every metric boolean present, value)
 * value   text, int, long, double, boolean, or floats: int length, length * int bits
 * </pre>
 */
final class RowFormat {
  private RowFormat() {}

  static void write(DataOutputStream out, Schema<?> schema, List<MetricValues> rows)
      throws IOException {
    out.writeInt(schema.metrics().size());
    for (Metric<?, ?> metric : schema.metrics()) {
      out.writeUTF(metric.name());
      out.writeUTF(metric.type().name());
    }
    out.writeInt(rows.size());
    for (MetricValues row : rows) {
      List<Object> cells = row.cells(schema);
      for (int i = 0; i < cells.size(); i++) {
        out.writeBoolean(cells.get(i) != null);
        if (cells.get(i) != null) {
          write(out, schema.metrics().get(i).type(), cells.get(i));
        }
      }
    }
  }

  /**
   * Rows of a schema: what they do not have is absent, what the schema does not have is left out.
   *
   * @throws IllegalArgumentException where they have a type that this version does not know, or
   *     lack a metric that is always present
   */
  static List<MetricValues> read(DataInputStream in, Schema<?> schema) throws IOException {
    Map<String, MetricType> metrics = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      metrics.put(in.readUTF(), MetricType.valueOf(in.readUTF()));
    }
    List<MetricValues> rows = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      Map<String, Object> cells = new HashMap<>();
      for (Map.Entry<String, MetricType> metric : metrics.entrySet()) {
        if (in.readBoolean()) {
          cells.put(metric.getKey(), read(in, metric.getValue()));
        }
      }
      rows.add(schema.read(metric -> cells.get(metric.name())));
    }
    return rows;
  }

  private static void write(DataOutputStream out, MetricType type, Object value)
      throws IOException {
    switch (type) {
      case TEXT -> out.writeUTF((String) value);
      case INT -> out.writeInt((Integer) value);
      case LONG -> out.writeLong((Long) value);
      case DOUBLE -> out.writeDouble((Double) value);
      case BOOLEAN -> out.writeBoolean((Boolean) value);
      case PROFILE -> writeFloats(out, (float[]) value);
    }
  }

  private static Object read(DataInputStream in, MetricType type) throws IOException {
    return switch (type) {
      case TEXT -> in.readUTF();
      case INT -> in.readInt();
      case LONG -> in.readLong();
      case DOUBLE -> in.readDouble();
      case BOOLEAN -> in.readBoolean();
      case PROFILE -> readFloats(in);
    };
  }

  /** Bit by bit: {@code writeFloat} would make one NaN of all. */
  static void writeFloats(DataOutputStream out, float[] values) throws IOException {
    out.writeInt(values.length);
    for (float value : values) {
      out.writeInt(Float.floatToRawIntBits(value));
    }
  }

  static float[] readFloats(DataInputStream in) throws IOException {
    float[] values = new float[in.readInt()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.intBitsToFloat(in.readInt());
    }
    return values;
  }
}
