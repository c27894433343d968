package org.throughtime.model.train;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the longest length of a run grows: flag {@code lengthSchedule}, as in {@code
 * factor=1.4,to=5000,below=1.5%,checks=5,rate=0.7}. A run starts at max_length. After a number of
 * checkpoints in a row with a valid error below a bound, the next stage starts: max_length grows by
 * a factor, a new validation set is drawn at the new lengths, and the learning rate is multiplied
 * by another factor. Not the course's.
 *
 * <p>With a sixth part, {@code patience=N}, a run looks for a network that passes every stage. A
 * stage that is not passed within N checkpoints ends the attempt: the run draws new initial weights
 * and begins again with the first stage. In the last stage it keeps the best weights, see {@link
 * Best}; there an attempt ends after 4 N checkpoints that are no better than these, or N where the
 * best are not good.
 *
 * @param factor that max_length grows by, above 1; 1 where it stays
 * @param longest the greatest max_length
 * @param below percent; a checkpoint with a lower valid error and a finite NLL is good
 * @param checks good checkpoints in a row that end a stage
 * @param rate what the learning rate is multiplied by at each growth
 * @param patience checkpoints of a stage after which the run begins again; 0 where it never does
 */
public record LengthSchedule(
    double factor, int longest, double below, int checks, double rate, int patience) {
  /** The lengths stay. */
  public static final LengthSchedule CONSTANT = new LengthSchedule(1, 0, 0, 0, 1, 0);

  /** What a value must be, continuing "must be ...". */
  static final String FORM =
      "constant, or as in factor=1.4,to=5000,below=1.5%,checks=5,rate=0.7: a factor above 1, the"
          + " greatest max_length, a valid error of at most 100 %, checkpoints in a row, a factor"
          + " of lr above 0 and at most 1; and if wanted ,patience=8: checkpoints, at least 1, after"
          + " which it begins again";

  private static final String NUMBER = "\\d{0,9}(?:\\.\\d{1,30})?";
  private static final Pattern GROWTH =
      Pattern.compile(
          "factor=(?<factor>%1$s),to=(?<longest>\\d{1,9}),below=(?<below>%1$s)%%,checks=(?<checks>\\d{1,9}),rate=(?<rate>%1$s)(?:,patience=(?<patience>\\d{1,9}))?"
              .formatted(NUMBER));

  /** Throws IllegalArgumentException where a number is out of range. */
  public LengthSchedule {
    boolean constant = factor == 1 && longest == 0 && below == 0 && checks == 0 && rate == 1;
    boolean grows =
        factor > 1 && longest > 0 && below > 0 && below <= 100 && checks > 0 && rate > 0;
    if (!(constant && patience == 0) && !(grows && rate <= 1 && patience >= 0)) {
      throw new IllegalArgumentException("no length schedule");
    }
  }

  /** Whether lengths change at all. */
  public boolean grows() {
    return factor > 1;
  }

  /** Whether a run begins again where it does not pass a stage. */
  public boolean hasPatience() {
    return patience > 0;
  }

  /** The greatest max_length of a run that begins with {@code maxLength}. */
  public int longest(int maxLength) {
    return Math.max(maxLength, longest);
  }

  /**
   * max_length in a stage.
   *
   * @param maxLength of stage 0
   * @param stage from 0 on
   */
  int maxLength(int maxLength, int stage) {
    int length = maxLength;
    for (int i = 0; i < stage; i++) {
      length = (int) Math.min(longest, Math.max(length + 1.0, Math.floor(length * factor)));
    }
    return Math.max(maxLength, length);
  }

  /** What the learning rate is multiplied by in a stage. */
  double rate(int stage) {
    return StrictMath.pow(rate, stage);
  }

  /** As a flag's value is written; {@link #parse} reads it back. */
  public String label() {
    if (!grows()) {
      return Schedule.CONSTANT_LABEL;
    }
    return "factor=%s,to=%s,below=%s%%,checks=%s,rate=%s%s"
        .formatted(
            Schedule.plain(factor),
            longest,
            Schedule.plain(below),
            checks,
            Schedule.plain(rate),
            hasPatience() ? ",patience=" + patience : "");
  }

  /**
   * Reads what {@link #label} writes.
   *
   * @throws IllegalArgumentException where it is not of this form, or a number is out of range
   */
  public static LengthSchedule parse(String text) {
    if (text.equals(Schedule.CONSTANT_LABEL)) {
      return CONSTANT;
    }
    Matcher growth = GROWTH.matcher(text.strip());
    if (!growth.matches()) {
      throw new IllegalArgumentException("no length schedule: " + text);
    }
    return new LengthSchedule(
        Double.parseDouble(growth.group("factor")),
        Integer.parseInt(growth.group("longest")),
        Double.parseDouble(growth.group("below")),
        Integer.parseInt(growth.group("checks")),
        Double.parseDouble(growth.group("rate")),
        growth.group("patience") == null ? 0 : positive(growth.group("patience")));
  }

  private static int positive(String text) {
    int number = Integer.parseInt(text);
    if (number == 0) {
      throw new IllegalArgumentException("patience is at least 1");
    }
    return number;
  }
}
