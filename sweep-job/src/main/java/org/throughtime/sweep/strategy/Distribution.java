package org.throughtime.sweep.strategy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** What the value of a flag is drawn from. */
interface Distribution {
  /** What a drawn number is rounded to, so that it can be read and written by people. */
  MathContext DIGITS = new MathContext(4);

  /**
   * The value that belongs to a uniform draw, the same on every machine.
   *
   * @param u in [0, 1)
   */
  String draw(double u);

  /** Every number between two equally likely. */
  record Uniform(double least, double most) implements Distribution {
    @Override
    public String draw(double u) {
      return rounded(least + u * (most - least));
    }
  }

  /** The logarithm of every number between two equally likely. */
  record LogUniform(double least, double most) implements Distribution {
    @Override
    public String draw(double u) {
      double low = StrictMath.log(least);
      return rounded(StrictMath.exp(low + u * (StrictMath.log(most) - low)));
    }
  }

  /** Whole numbers, both ends among them. */
  record WholeUniform(long least, long most) implements Distribution {
    @Override
    public String draw(double u) {
      return Long.toString(Math.min(most, least + (long) (u * (most - least + 1))));
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
  }

  private static String rounded(double value) {
    return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toString();
  }
}
