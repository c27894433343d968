package org.throughtime.sweep.watch;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.report.Report;
import org.throughtime.sweep.report.ReportContents;
import org.throughtime.sweep.report.SweepContents;
import org.throughtime.sweep.report.page.LivePage;
import org.throughtime.sweep.snapshot.SweepSnapshot;
import org.throughtime.sweep.snapshot.SweepStatus;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.ResultsException;

/**
 * Shows a sweep while it trains, in this process or another one. It reads only what is committed.
 *
 * @param directory of the sweep
 * @param most how many runs get a section of their own
 * @param defaults a run of nothing but defaults
 * @param between the time between two looks at the directory, at least
 */
public record Watch(ResultsDirectory directory, int most, RunSpec defaults, Duration between) {
  /** To make a page takes at most one part in so many of the time. */
  private static final int SHARE = 4;

  /** How long a reader has to fetch the last edition. */
  private static final Duration FAREWELL = Duration.ofSeconds(10);

  /** The page of a moment, how the sweep stood, and whether a driver was at work. */
  private record Moment(Edition edition, long stamp, boolean alive, SweepStatus status) {}

  /**
   * Serves the page until a driver that was at work has ended.
   *
   * @param port to listen at; 0 for any that is free
   * @param opened told of the address
   * @return how a driver that was at work left the sweep; empty where the thread was interrupted
   * @throws IOException where the directory cannot be read, or the port is taken
   */
  public Optional<SweepStatus> serve(int port, Consumer<URI> opened) throws IOException {
    Moment now = moment(snapshot(), false);
    try (LoopbackServer server = LoopbackServer.start(port, now.edition())) {
      opened.accept(server.address());
      boolean begun = now.alive();
      while (!begun || now.alive()) {
        long start = System.nanoTime();
        SweepSnapshot sweep = snapshot();
        if (begun && !sweep.alive()) {
          // What was listed while the driver ended may lack its last commits.
          sweep = snapshot();
        }
        if (sweep.stamp() != now.stamp()) {
          now = moment(sweep, begun && !sweep.alive());
          server.publish(now.edition());
        }
        begun |= now.alive();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Thread.sleep(Math.max(between.toMillis(), SHARE * took.toMillis()));
      }
      awaitReader(server);
      return Optional.of(now.status());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static void awaitReader(LoopbackServer server) throws InterruptedException {
    long end = System.nanoTime() + FAREWELL.toNanos();
    while (!server.isDelivered() && System.nanoTime() < end) {
      Thread.sleep(100);
    }
  }

  private SweepSnapshot snapshot() throws IOException {
    Optional<SweepSnapshot> sweep = SweepSnapshot.read(directory);
    return sweep.orElseThrow(() -> ResultsException.noSweep(directory.uri(), directory));
  }

  private Moment moment(SweepSnapshot sweep, boolean ended) throws IOException {
    SweepContents contents = SweepContents.of(sweep, most);
    Report report = ReportContents.of(contents, defaults);
    String stamp = Long.toHexString(sweep.stamp());
    LivePage page = new LivePage(report, stamp, state(sweep.alive(), ended, contents.status()));
    return new Moment(
        Edition.of(stamp, page.whole(), page.update()),
        sweep.stamp(),
        sweep.alive(),
        contents.status());
  }

  private static LivePage.State state(boolean alive, boolean ended, SweepStatus status) {
    if (alive) {
      return LivePage.State.TRAINING;
    }
    if (!ended) {
      return LivePage.State.WAITING;
    }
    return status.hasEnded() ? LivePage.State.ENDED : LivePage.State.STOPPED;
  }
}
