package org.throughtime.sweep.table;

import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** What a cell of a table can hold, and how Parquet stores it. Every column may be null. */
public enum ColumnType {
  TEXT {
    @Override
    Type parquet(String name) {
      return Types.optional(PrimitiveTypeName.BINARY)
          .as(LogicalTypeAnnotation.stringType())
          .named(name);
    }

    @Override
    void write(RecordConsumer consumer, Object value) {
      consumer.addBinary(Binary.fromString((String) value));
    }

    @Override
    Object read(Group row, String column) {
      return row.getString(column, 0);
    }
  },
  INT {
    @Override
    Type parquet(String name) {
      return Types.optional(PrimitiveTypeName.INT32).named(name);
    }

    @Override
    void write(RecordConsumer consumer, Object value) {
      consumer.addInteger((Integer) value);
    }

    @Override
    Object read(Group row, String column) {
      return row.getInteger(column, 0);
    }
  },
  LONG {
    @Override
    Type parquet(String name) {
      return Types.optional(PrimitiveTypeName.INT64).named(name);
    }

    @Override
    void write(RecordConsumer consumer, Object value) {
      consumer.addLong((Long) value);
    }

    @Override
    Object read(Group row, String column) {
      return row.getLong(column, 0);
    }
  },
  DOUBLE {
    @Override
    Type parquet(String name) {
      return Types.optional(PrimitiveTypeName.DOUBLE).named(name);
    }

    @Override
    void write(RecordConsumer consumer, Object value) {
      consumer.addDouble((Double) value);
    }

    @Override
    Object read(Group row, String column) {
      return row.getDouble(column, 0);
    }
  },
  BOOLEAN {
    @Override
    Type parquet(String name) {
      return Types.optional(PrimitiveTypeName.BOOLEAN).named(name);
    }

    @Override
    void write(RecordConsumer consumer, Object value) {
      consumer.addBoolean((Boolean) value);
    }

    @Override
    Object read(Group row, String column) {
      return row.getBoolean(column, 0);
    }
  },
  /** A {@code float[]} of T values, in Parquet's three-level list layout. */
  PROFILE {
    @Override
    Type parquet(String name) {
      return Types.optionalList().requiredElement(PrimitiveTypeName.FLOAT).named(name);
    }

    @Override
    void write(RecordConsumer consumer, Object value) {
      float[] profile = (float[]) value;
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

    @Override
    Object read(Group row, String column) {
      return SegmentReader.profile(row, column).orElseThrow();
    }
  };

  abstract Type parquet(String name);

  abstract void write(RecordConsumer consumer, Object value);

  /** What {@link #write} was given for a cell that is there. */
  abstract Object read(Group row, String column);

  /** Null where the cell, or even the column, is not there. */
  Object readIfThere(Group row, String column) {
    boolean there = row.getType().containsField(column) && SegmentReader.has(row, column);
    return there ? read(row, column) : null;
  }

  /** The type that holds values of a Java class, as the flags of a run come. */
  static ColumnType of(Class<?> value) {
    if (value == String.class) {
      return TEXT;
    }
    if (value == Integer.class) {
      return INT;
    }
    if (value == Long.class) {
      return LONG;
    }
    if (value == Double.class) {
      return DOUBLE;
    }
    if (value == Boolean.class) {
      return BOOLEAN;
    }
    throw new IllegalArgumentException("no column type holds a " + value.getName());
  }
}
