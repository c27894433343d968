package org.throughtime.sweep.digest;

import java.util.Arrays;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.throughtime.model.metric.MetricType;

/** The cell of one column in the row that is being read. */
interface ColumnCell {
  /** Forgets the row before: a column that Parquet says nothing of is null. */
  void clear();

  /** Whether it is not null. */
  boolean present();

  /** Adds what it holds to a hash; not to be called where it is null. */
  void addValueTo(CanonicalHash hash);

  /** Adds it to a hash: a null flag, and what it holds where it is not null. */
  default void addTo(CanonicalHash hash) {
    hash.flag(present());
    if (present()) {
      addValueTo(hash);
    }
  }

  /** What Parquet tells the column's values. */
  Converter converter();

  /** A cell that holds what a column of that type holds. */
  static ColumnCell of(MetricType type) {
    return type == MetricType.PROFILE ? new List() : new Single(type);
  }

  /** One value. */
  final class Single extends PrimitiveConverter implements ColumnCell {
    private final MetricType type;
    private boolean present;
    private long number;
    private double real;
    private String text;

    private Single(MetricType type) {
      this.type = type;
    }

    /** The number of an integer column, of the row read last; 0 where it is null. */
    long number() {
      return present ? number : 0;
    }

    @Override
    public void clear() {
      present = false;
    }

    @Override
    public Converter converter() {
      return this;
    }

    @Override
    public boolean present() {
      return present;
    }

    @Override
    public void addValueTo(CanonicalHash hash) {
      switch (type) {
        case TEXT -> hash.text(text);
        case INT -> hash.integer((int) number);
        case LONG -> hash.integer(number);
        case DOUBLE -> hash.real(real);
        case BOOLEAN -> hash.flag(number != 0);
        case PROFILE -> throw new IllegalStateException("a profile is a list");
      }
    }

    @Override
    public void addBinary(Binary value) {
      present = true;
      text = value.toStringUsingUTF8();
    }

    @Override
    public void addInt(int value) {
      addLong(value);
    }

    @Override
    public void addLong(long value) {
      present = true;
      number = value;
    }

    @Override
    public void addBoolean(boolean value) {
      addLong(value ? 1 : 0);
    }

    @Override
    public void addDouble(double value) {
      present = true;
      real = value;
    }
  }

  /** A list of floats, in Parquet's three-level layout. */
  final class List extends GroupConverter implements ColumnCell {
    private final GroupConverter elements = new Elements();
    private boolean present;
    private float[] values = new float[256];
    private int length;

    private List() {}

    @Override
    public void clear() {
      present = false;
      length = 0;
    }

    @Override
    public Converter converter() {
      return this;
    }

    @Override
    public boolean present() {
      return present;
    }

    @Override
    public void addValueTo(CanonicalHash hash) {
      hash.integer(length);
      for (int i = 0; i < length; i++) {
        hash.real(values[i]);
      }
    }

    @Override
    public void start() {
      present = true;
    }

    @Override
    public void end() {}

    @Override
    public Converter getConverter(int field) {
      return elements;
    }

    private final class Elements extends GroupConverter {
      private final PrimitiveConverter element =
          new PrimitiveConverter() {
            @Override
            public void addFloat(float value) {
              if (length == values.length) {
                values = Arrays.copyOf(values, 2 * length);
              }
              values[length++] = value;
            }
          };

      @Override
      public void start() {}

      @Override
      public void end() {}

      @Override
      public Converter getConverter(int field) {
        return element;
      }
    }
  }
}
