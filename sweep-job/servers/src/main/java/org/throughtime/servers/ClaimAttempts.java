package org.throughtime.servers;

import java.time.Duration;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.ResultsException;
import org.throughtime.sweep.store.SweepOwner;

/** A driver that tries to claim a directory of a live driver, again and again. */
final class ClaimAttempts {
  private ClaimAttempts() {}

  /**
   * @param arguments URI of the directory, seconds, then settings of Hadoop as KEY=VALUE. Exits
   *     with 0 if every attempt was refused
   */
  public static void main(String[] arguments) {
    long end = System.nanoTime() + Duration.ofSeconds(Long.parseLong(arguments[1])).toNanos();
    int refused = 0;
    int watched = 0;
    while (System.nanoTime() < end) {
      ResultsDirectory directory = new ResultsDirectory(arguments[0], Settings.of(arguments, 2));
      int[] notes = {0};
      try (SweepOwner owner = SweepOwner.claim(directory, line -> notes[0]++)) {
        System.out.println("claimed after " + refused + " refusals: " + owner.directory().uri());
        System.exit(1);
      } catch (ResultsException e) {
        if (!e.getMessage().contains("is in use by")) {
          throw e;
        }
        refused++;
        watched += notes[0];
      }
    }
    System.out.printf("refused %d times, after watching the claim %d times%n", refused, watched);
    System.exit(0);
  }
}
