package org.throughtime.sweep.record;

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
  };

  abstract Type parquet(String name);

  abstract void write(RecordConsumer consumer, Object value);

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
