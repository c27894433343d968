package org.throughtime.sweep.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The completion of a whole call. Options of spark-submit come first, and named queries of {@code
 * sql} are files beside {@code submit.sh}. Picocli's script knows neither: it completes the rest.
 *
 * @param words picocli's script
 */
record CompletedCall(String words) {
  private static final String OWN = "_complete_submit";
  private static final String OF_WORDS = "_complete_submit_command";

  /** The functions of both, of which the shell calls this one. */
  String script() {
    String renamed = words.replaceAll("\\b" + OWN + "\\b", OF_WORDS);
    int registration = renamed.lastIndexOf("\ncomplete -F ");
    return renamed.substring(0, registration)
        + "\n"
        + call()
        + renamed.substring(registration).replace(OF_WORDS, OWN);
  }

  private static String call() {
    String valued = String.join(" ", SparkSubmitOptions.WITH_VALUE);
    String all =
        Stream.concat(SparkSubmitOptions.WITH_VALUE.stream(), SparkSubmitOptions.SWITCHES.stream())
            .sorted()
            .collect(Collectors.joining(" "));
    try (InputStream in = CompletedCall.class.getResourceAsStream("completion.sh")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.replace("@VALUED@", valued).replace("@ALL@", all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
