package org.throughtime.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.digest.RunDigest;
import org.throughtime.sweep.digest.SweepReader;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.Sha256;

/**
 * Reads all runs of a sweep again and again while somebody joins their files: a line {@code read}
 * with a hash of all that it found. Beside it, a line {@code files} tells how many joined files
 * there are, and how many files, each time that changes.
 */
final class Readings {
  private final String uri;
  private final Configuration configuration;
  private String last = "";

  private Readings(String uri, Configuration configuration) {
    this.uri = uri;
    this.configuration = configuration;
  }

  /**
   * @param arguments URI of the directory, then settings of Hadoop as KEY=VALUE. Ends when standard
   *     input does
   */
  public static void main(String[] arguments) throws IOException {
    Readings readings = new Readings(arguments[0], Settings.of(arguments, 1));
    again(readings::read);
    again(readings::count);
    while (System.in.read() >= 0) {
      // The test says nothing, but holds the other end.
    }
    System.exit(0);
  }

  /** A step that is repeated until the process ends. */
  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }

  private static void again(Step step) {
    Thread thread =
        new Thread(
            () -> {
              while (true) {
                try {
                  step.run();
                } catch (IOException | RuntimeException e) {
                  e.printStackTrace();
                  Commands.say("failed: " + e);
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private ResultsDirectory directory() {
    return new ResultsDirectory(uri, configuration);
  }

  private void read() throws IOException {
    SweepReader sweep = SweepReader.open(directory()).orElseThrow();
    StringBuilder found = new StringBuilder();
    for (RunSpec run : sweep.runs()) {
      RunDigest digest = sweep.digest(run);
      digest.fault().ifPresent(fault -> Commands.say("failed: " + fault));
      found.append(digest.name()).append(' ').append(digest.hex().orElse("-")).append('\n');
    }
    Commands.say("read " + Sha256.of(found.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private void count() throws IOException {
    List<String> paths = directory().filesOfRuns();
    long joined = paths.stream().filter(path -> path.contains("@joined-")).count();
    String now = "files " + joined + " " + paths.size();
    if (!now.equals(last)) {
      Commands.say(now);
      last = now;
    }
  }
}
