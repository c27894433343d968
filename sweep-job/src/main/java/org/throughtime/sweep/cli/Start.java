package org.throughtime.sweep.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.throughtime.sweep.config.value.ConfigurationException;
import org.throughtime.sweep.reach.OwnAddress;
import org.throughtime.sweep.store.ResultsException;

/**
 * {@code submit.sh} starts this class in place of Spark's launcher, which prints the command that
 * starts Spark. It answers a wrong call or a request for help before any class of Spark is loaded,
 * and passes every other call to the launcher.
 *
 * <p>If it has answered the call, standard output holds three words, each ended by NUL: {@link
 * #OVER}, the exit status, and the text for the user. The first word of the launcher is empty. With
 * {@link #SEND} before it, nothing is launched, and the answer to a right call is {@link
 * #SEND_ANSWER}, the files that must travel to a driver on a cluster, separated by commas, and the
 * call for that driver.
 */
public final class Start {
  private static final String OVER = "over";
  private static final String CHECK = "--check";
  private static final String SEND = "--send";
  private static final String SEND_ANSWER = "send";
  private static final String LAUNCHER = "org.apache.spark.launcher.Main";

  private Start() {}

  /**
   * Takes what Spark's launcher takes; the call of this program is behind {@link Main} and its jar.
   * With {@value #CHECK} or {@value #SEND} before it, nothing is launched.
   */
  public static void main(String[] args) throws Throwable {
    List<String> words = Arrays.asList(args);
    int call = words.indexOf(Main.class.getName()) + 2;
    String[] own = words.subList(call, words.size()).toArray(String[]::new);
    StringWriter said = new StringWriter();
    OptionalInt over = check(own, new PrintWriter(said));
    if (over.isEmpty()) {
      over = beforeSpark(own, args[0].equals(SEND), new PrintWriter(said));
    }
    if (over.isPresent()) {
      answer(List.of(OVER, Integer.toString(over.getAsInt()), said.toString()));
    } else if (!args[0].equals(CHECK) && !args[0].equals(SEND)) {
      launch(args);
    }
  }

  /** What is wrong with a call that is right in itself. */
  private static OptionalInt beforeSpark(String[] call, boolean send, PrintWriter said) {
    try {
      OwnAddress.require(System.getenv());
      if (send) {
        send(call);
      }
      return OptionalInt.empty();
    } catch (ConfigurationException | ResultsException e) {
      said.println(e.getMessage());
      said.flush();
      return OptionalInt.of(ExitStatus.WRONG_CALL);
    }
  }

  private static void send(String[] call) {
    SentCall sent = SentCall.of(call);
    List<String> answer = new ArrayList<>(List.of(SEND_ANSWER, String.join(",", sent.files())));
    answer.addAll(sent.words());
    answer(answer);
  }

  private static void answer(List<String> words) {
    words.forEach(word -> System.out.print(word + "\0"));
    System.out.flush();
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
