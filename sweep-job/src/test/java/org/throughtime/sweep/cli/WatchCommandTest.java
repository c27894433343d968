package org.throughtime.sweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.SweepManifest;
import org.throughtime.sweep.store.SweepOwner;
import org.throughtime.sweep.submission.TrainedSweep;

/** A watch that never says what it waits for would wait for ever. */
@Timeout(120)
class WatchCommandTest extends DrawingCommandTest {
  private static final RunSpec DONE = TrainedSweep.small("name", "done", "task", "torder");
  private static final RunSpec CUT = TrainedSweep.small("name", "cut", "task", "torder");

  @TempDir private Path dir;

  /** The last line of a watch from the claim of a driver to its end. */
  private String ending() throws Exception {
    ResultsDirectory results = new ResultsDirectory(dir.toString(), new Configuration());
    SweepOwner driver = SweepOwner.claim(results, note -> {});
    CompletableFuture<Integer> status =
        CompletableFuture.supplyAsync(() -> execute("watch", dir.toString()));
    while (!status.isDone() && !out.toString().contains("Ctrl-C")) {
      Thread.sleep(20);
    }
    String open = out.toString().lines().findFirst().orElseThrow();
    URI page = URI.create(open.replaceFirst("^open *", ""));
    driver.close();
    // The command lets a reader have the last edition.
    HttpClient reader = HttpClient.newHttpClient();
    String shown = "";
    while (!status.isDone() && !shown.matches("(?s).*data-state=\"(ended|stopped)\".*")) {
      HttpRequest request = HttpRequest.newBuilder(page).build();
      shown = reader.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
    assertEquals(0, status.get(60, TimeUnit.SECONDS), err::toString);
    List<String> lines = out.toString().strip().lines().toList();
    String last = lines.get(lines.size() - 1);
    assertTrue(
        shown.contains("data-state=\"" + (last.contains("stopped") ? "stopped" : "ended")), last);
    return last;
  }

  @Test
  void aSweepThatStoppedIsNotSaidToHaveEnded() throws Exception {
    new TrainedSweep(dir).train(List.of(DONE)).train(CUT, 25);
    assertEquals("the sweep stopped: 1 of 2 runs done; repeat its command to resume it", ending());
  }

  /** Nobody waits for a run that a search left behind. */
  @Test
  void aSweepHasEndedWithoutTheRunsThatItsSearchLeftBehind() throws Exception {
    new TrainedSweep(dir).train(List.of(DONE)).train(CUT, 25);
    ResultsDirectory results = new ResultsDirectory(dir.toString(), new Configuration());
    SweepManifest.extend(results, "small", List.of()).leaving(List.of(CUT), 25).write(results);
    assertEquals("the sweep has ended", ending());
  }
}
