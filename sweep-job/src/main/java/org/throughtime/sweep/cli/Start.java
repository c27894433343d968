package org.throughtime.sweep.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * {@code submit.sh} starts this class in place of Spark's launcher, which prints the command that
 * starts Spark. It answers a wrong call or a request for help before any class of Spark is loaded,
 * and passes every other call to the launcher.
 *
 * <p>If it has answered the call, standard output holds three words, each ended by NUL: {@link
 * #OVER}, the exit status, and the text for the user. The first word of the launcher is empty.
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
