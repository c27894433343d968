package org.throughtime.sweep.table;

import java.util.Arrays;
import java.util.Optional;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.throughtime.model.metric.MetricType;

/** How Parquet stores the values of metrics. Every column may be null. */
public final class ParquetCells {
  private ParquetCells() {}

  static Type column(String name, MetricType type) {
    return switch (type) {
      case TEXT ->
          Types.optional(PrimitiveTypeName.BINARY)
              .as(LogicalTypeAnnotation.stringType())
              .named(name);
      case INT -> Types.optional(PrimitiveTypeName.INT32).named(name);
      case LONG -> Types.optional(PrimitiveTypeName.INT64).named(name);
      case DOUBLE -> Types.optional(PrimitiveTypeName.DOUBLE).named(name);
      case BOOLEAN -> Types.optional(PrimitiveTypeName.BOOLEAN).named(name);
      // Parquet's list layout of three levels
      case PROFILE -> Types.optionalList().requiredElement(PrimitiveTypeName.FLOAT).named(name);
    };
  }

  /** The type whose values a column of a file holds; empty where this program writes none such. */
  public static Optional<MetricType> type(Type column) {
    return Arrays.stream(MetricType.values())
        .filter(type -> column(column.getName(), type).equals(column))
        .findAny();
  }

  static void write(RecordConsumer consumer, MetricType type, Object value) {
    switch (type) {
      case TEXT -> consumer.addBinary(Binary.fromString((String) value));
      case INT -> consumer.addInteger((Integer) value);
      case LONG -> consumer.addLong((Long) value);
      case DOUBLE -> consumer.addDouble((Double) value);
      case BOOLEAN -> consumer.addBoolean((Boolean) value);
      case PROFILE -> write(consumer, (float[]) value);
    }
  }

  private static void write(RecordConsumer consumer, float[] profile) {
    consumer.startGroup();
    if (profile.length > 0) {
      consumer.startField("list", 0);
      for (float element : profile) {
        consumer.startGroup();
        consumer.startField("element", 0);
        consumer.addFloat(element);
        consumer.endField("element", 0);
        consumer.endGroup();
      }
      consumer.endField("list", 0);
    }
    consumer.endGroup();
  }

  /** What was written into a cell; null where the cell, or even the column, is not there. */
  public static Object read(Group row, String column, MetricType type) {
    if (!row.getType().containsField(column) || row.getFieldRepetitionCount(column) == 0) {
      return null;
    }
    return switch (type) {
      case TEXT -> row.getString(column, 0);
      case INT -> row.getInteger(column, 0);
      case LONG -> row.getLong(column, 0);
      case DOUBLE -> row.getDouble(column, 0);
      case BOOLEAN -> row.getBoolean(column, 0);
      case PROFILE -> profile(row.getGroup(column, 0));
    };
  }

  private static float[] profile(Group list) {
    float[] values = new float[list.getFieldRepetitionCount("list")];
    for (int t = 0; t < values.length; t++) {
      values[t] = list.getGroup("list", t).getFloat("element", 0);
    }
    return values;
  }
}
