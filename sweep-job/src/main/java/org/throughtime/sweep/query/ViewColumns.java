package org.throughtime.sweep.query;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.throughtime.sweep.table.Column;
import org.throughtime.sweep.table.ColumnType;
import org.throughtime.sweep.table.Table;

/** The columns of tables as Spark has them; {@code DESCRIBE} shows what each means. */
final class ViewColumns {
  private ViewColumns() {}

  /** Those of a table, {@code run} first. */
  static StructType of(Table<?> table) {
    List<StructField> fields = new ArrayList<>();
    fields.add(field(Table.RUN, DataTypes.StringType, "name of the run"));
    for (Column<?> column : table.columns()) {
      fields.add(field(column.name(), type(column.type()), column.doc()));
    }
    return DataTypes.createStructType(fields);
  }

  /** One column, with its meaning. */
  static StructField field(String name, DataType type, String doc) {
    return new StructField(name, type, true, Metadata.empty()).withComment(doc);
  }

  private static DataType type(ColumnType type) {
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
