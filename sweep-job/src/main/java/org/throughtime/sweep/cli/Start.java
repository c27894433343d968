package org.throughtime.sweep.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * What {@code submit.sh} starts in place of Spark's launcher, which answers with the command that
 * starts Spark: refuses a wrong call, or helps, before there is any of Spark's classes to load, and
 * leaves every other call to the launcher.
 *
 * <p>Where a call is over, standard output holds three words, each ended by NUL: {@value #OVER},
 * the exit status, and what the user is to read. The launcher's first word is empty.
 */
public final class Start {
  private static final String OVER = "over";
  private static final String CHECK = "--check";
  private static final String LAUNCHER = "org.apache.spark.launcher.Main";

  private Start() {}

  /**
   * Takes what Spark's launcher takes; the call of this program is behind {@link Main} and its jar.
   * With {@value #CHECK} before it, nothing is launched.
   */
  public static void main(String[] args) throws Throwable {
    List<String> words = Arrays.asList(args);
    int call = words.indexOf(Main.class.getName()) + 2;
    StringWriter said = new StringWriter();
    OptionalInt over =
        check(words.subList(call, words.size()).toArray(String[]::new), new PrintWriter(said));
    if (over.isPresent()) {
      System.out.print(OVER + "\0" + over.getAsInt() + "\0" + said + "\0");
      System.out.flush();
    } else if (!args[0].equals(CHECK)) {
      launch(args);
    }
  }

  /** A sweep of a million runs is left to the command, which has more memory. */
  private static OptionalInt check(String[] call, PrintWriter said) {
    try {
      OptionalInt over = Main.check(call, said, said);
      said.flush();
      return over;
    } catch (OutOfMemoryError | StackOverflowError e) {
      return OptionalInt.empty();
    }
  }

  /** Its main class is not public. */
  private static void launch(String[] args) throws Throwable {
    Method main = Class.forName(LAUNCHER).getDeclaredMethod("main", String[].class);
    main.setAccessible(true);
    try {
      main.invoke(null, (Object) args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
