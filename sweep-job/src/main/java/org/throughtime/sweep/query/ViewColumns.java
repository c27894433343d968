package org.throughtime.sweep.query;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.metric.MetricType;
import org.throughtime.model.metric.Schema;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.sweep.table.Table;

/**
 * The columns of the tables as columns of Spark. {@code DESCRIBE} shows the beginnings of their
 * meanings.
 */
final class ViewColumns {
  /** Key of a column's unit in its metadata; the meaning stands under the one after it. */
  private static final String UNIT = "unit";

  private static final String MEANING = "meaning";

  /** Between two sentences, of which a name can begin the second one. */
  private static final Pattern END = Pattern.compile("\\.( |$)");

  private ViewColumns() {}

  /** Those of a table, {@code run} first. */
  static StructType of(Table<?> table) {
    StructType fields =
        new StructType().add(field(Table.RUN, DataTypes.StringType, "", "name of the run"));
    for (StructField column : of(table.rows()).fields()) {
      fields = fields.add(column);
    }
    return fields;
  }

  /** Those of a schema. */
  static StructType of(Schema<?> schema) {
    StructType fields = new StructType();
    for (Metric<?, ?> column : schema.metrics()) {
      String each = CheckpointMetrics.PROFILES.contains(column) ? "for t = 1..T " : "";
      String meaning = each + column.meaning();
      fields = fields.add(field(column.name(), type(column.type()), column.unit(), meaning));
    }
    return fields;
  }

  /**
   * One column.
   *
   * @param unit of its values; empty where they have none
   */
  static StructField field(String name, DataType type, String unit, String meaning) {
    return new StructField(
            name,
            type,
            true,
            new MetadataBuilder().putString(UNIT, unit).putString(MEANING, meaning).build())
        .withComment(brief(meaning) + (unit.isEmpty() ? "" : ", " + unit));
  }

  /** Its first sentence: a terminal has no room for the others, which docs/tables.md has. */
  private static String brief(String meaning) {
    Matcher end = END.matcher(meaning);
    return end.find() ? meaning.substring(0, end.start()) : meaning;
  }

  /** The same column where it means something else. */
  static StructField meaning(StructField field, String other) {
    return field(field.name(), field.dataType(), unit(field), other);
  }

  static String unit(StructField field) {
    return field.metadata().getString(UNIT);
  }

  static String meaning(StructField field) {
    return field.metadata().getString(MEANING);
  }

  private static DataType type(MetricType type) {
    return switch (type) {
      case TEXT -> DataTypes.StringType;
      case INT -> DataTypes.IntegerType;
      case LONG -> DataTypes.LongType;
      case DOUBLE -> DataTypes.DoubleType;
      case BOOLEAN -> DataTypes.BooleanType;
      case PROFILE -> DataTypes.createArrayType(DataTypes.FloatType, false);
    };
  }
}
