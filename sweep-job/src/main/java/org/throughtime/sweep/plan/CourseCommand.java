package org.throughtime.sweep.plan;

import java.util.Map;
import java.util.StringJoiner;
import org.throughtime.model.train.RunFlags;
import org.throughtime.model.train.RunSpec;

/** The command that trains the same run with the course's own program. */
public final class CourseCommand {
  private static final String PROGRAM = "python -m trainingRNNs_torch.train";

  private CourseCommand() {}

  /**
   * The command, every flag of the course written out and switches where they are on.
   *
   * <p>No value needs quotes in a shell: names, words and numbers are all there is. {@code backend}
   * is left out, since the course's program has none. Of the other flags that it has not, those are
   * there that make the run another than the course's: better that it refuses them than that it
   * does another run.
   *
   * @param spec the run
   * @return one line; {@code train} with its flags makes the same specification, but for {@code
   *     backend}, and omegaGradient where there is no Omega
   */
  public static String of(RunSpec spec) {
    StringJoiner command = new StringJoiner(" ").add(PROGRAM);
    Map<String, Object> flags = spec.flags();
    flags.forEach(
        (flag, value) -> {
          boolean needless = flag.equals("backend") || RunFlags.isTheCourses(spec, flag);
          if (!flag.equals("name") && !needless) {
            add(command, flag, value);
          }
        });
    add(command, "name", spec.name());
    return command.toString();
  }

  /** Adds a flag as both programs take it. */
  static void add(StringJoiner command, String flag, Object value) {
    if (RunFlags.SWITCHES.contains(flag)) {
      if (value.equals(true)) {
        command.add("--" + flag);
      }
      return;
    }
    String text = RunFlags.format(value);
    // Behind a space, argparse takes what begins with a hyphen for the next flag.
    command.add("--" + flag + (text.startsWith("-") ? "=" : " ") + text);
  }
}
