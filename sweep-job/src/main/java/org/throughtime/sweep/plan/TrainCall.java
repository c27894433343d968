package org.throughtime.sweep.plan;

import java.util.Map;
import java.util.StringJoiner;
import org.throughtime.model.train.RunSpec;

/** The shortest call of this program that makes a run. */
public final class TrainCall {
  private static final String PROGRAM = "./submit.sh train";

  private TrainCall() {}

  /**
   * The call, with its name and whatever is no default.
   *
   * @param defaults a run of nothing but defaults
   */
  public static String of(RunSpec run, RunSpec defaults) {
    Map<String, Object> omitted = defaults.flags();
    StringJoiner call = new StringJoiner(" ").add(PROGRAM);
    run.flags()
        .forEach(
            (flag, value) -> {
              if (!flag.equals("name") && !value.equals(omitted.get(flag))) {
                CourseCommand.add(call, flag, value);
              }
            });
    CourseCommand.add(call, "name", run.name());
    return call.toString();
  }
}
