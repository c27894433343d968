package org.throughtime.sweep.strategy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** The distribution that the value of a flag is drawn from. */
public interface Distribution {
  /** What a drawn number is rounded to, so that it can be read and written by people. */
  MathContext DIGITS = new MathContext(4);

  /**
   * The value that belongs to a uniform draw, the same on every machine.
   *
   * @param u in [0, 1)
   */
  String draw(double u);

  /**
   * Where a value stands among those that it could be, in [0, 1): a draw of it gives the value, but
   * for rounding.
   *
   * @param value as {@link #draw} writes it, or the same number written otherwise
   */
  double position(String value);

  /** The values that bound all others, the least first; all of them where they have no order. */
  default List<String> extremes() {
    return List.of(draw(0), draw(Math.nextDown(1.0)));
  }

  /** Every number between two equally likely. */
  record Uniform(double least, double most) implements Distribution {
    @Override
    public String draw(double u) {
      return rounded(least + u * (most - least));
    }

    @Override
    public double position(String value) {
      return within((Double.parseDouble(value) - least) / (most - least));
    }
  }

  /** The logarithm of every number between two equally likely. */
  record LogUniform(double least, double most) implements Distribution {
    @Override
    public String draw(double u) {
      double low = StrictMath.log(least);
      return rounded(StrictMath.exp(low + u * (StrictMath.log(most) - low)));
    }

    @Override
    public double position(String value) {
      double low = StrictMath.log(least);
      double log = StrictMath.log(Double.parseDouble(value));
      return within((log - low) / (StrictMath.log(most) - low));
    }
  }

  /** Whole numbers, both ends among them. */
  record WholeUniform(long least, long most) implements Distribution {
    @Override
    public String draw(double u) {
      return Long.toString(Math.min(most, least + (long) (u * (most - least + 1))));
    }

    @Override
    public double position(String value) {
      return within((Double.parseDouble(value) - least + .5) / (most - least + 1));
    }
  }

  /** Whole numbers by their logarithm, both ends among them. */
  record WholeLogUniform(long least, long most) implements Distribution {
    @Override
    public String draw(double u) {
      double low = StrictMath.log(least);
      double drawn = StrictMath.exp(low + u * (StrictMath.log(most + 1.0) - low));
      return Long.toString(Math.max(least, Math.min(most, (long) drawn)));
    }

    @Override
    public double position(String value) {
      double low = StrictMath.log(least);
      double log = StrictMath.log(Double.parseDouble(value) + .5);
      return within((log - low) / (StrictMath.log(most + 1.0) - low));
    }
  }

  /** One of several, each equally likely. */
  record Choice(List<String> values) implements Distribution {
    public Choice {
      values = List.copyOf(values);
    }

    @Override
    public String draw(double u) {
      return values.get(Math.min(values.size() - 1, (int) (u * values.size())));
    }

    @Override
    public double position(String value) {
      for (int i = 0; i < values.size(); i++) {
        if (same(values.get(i), value)) {
          return (i + .5) / values.size();
        }
      }
      throw new IllegalArgumentException(value + " is none of " + values);
    }

    @Override
    public List<String> extremes() {
      return values;
    }
  }

  /** Whether two texts are the same value: numbers can be written in several ways. */
  static boolean same(String one, String other) {
    try {
      return new BigDecimal(one).compareTo(new BigDecimal(other)) == 0;
    } catch (NumberFormatException e) {
      return one.equals(other);
    }
  }

  /** Rounding may have taken a value a little out of its range. */
  private static double within(double position) {
    return Math.max(0, Math.min(Math.nextDown(1.0), position));
  }

  private static String rounded(double value) {
    return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toString();
  }
}
