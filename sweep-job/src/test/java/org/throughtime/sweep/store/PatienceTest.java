package org.throughtime.sweep.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class PatienceTest {
  @TempDir java.nio.file.Path dir;
  private final List<String> notes = new ArrayList<>();
  private final Timer timer = new Timer(true);

  private static ResultsDirectory open(String bucket, String patience) {
    Configuration configuration = ObjectFileSystem.configuration();
    configuration.set(ResultsDirectory.PATIENCE, patience);
    return new ResultsDirectory("objects://" + bucket + "/out", configuration);
  }

  private static ObjectFileSystem objects(ResultsDirectory results) throws IOException {
    return (ObjectFileSystem) results.root().getFileSystem(results.configuration());
  }

  private void awayFor(ObjectFileSystem objects, long millis) {
    objects.setAway(true);
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            objects.setAway(false);
          }
        },
        millis);
  }

  @Test
  void whatIsAskedWhileTheStorageIsAwayIsDoneOnceItIsBack() throws Throwable {
    ResultsDirectory results = open("back", "60s");
    ResultsDirectory patient = results.waiting(() -> false, notes::add);
    Path log = results.log("run");
    Path other = results.log("other");
    patient.commitText(other, "other");
    List<Executable> asked =
        List.of(
            () -> patient.commitText(log, "text"),
            () -> assertTrue(patient.exists(log)),
            () -> assertEquals("text", patient.readText(log)),
            () -> patient.open(log).close(),
            () -> patient.delete(other),
            () -> assertTrue(Listing.of(patient).has(log)),
            () -> assertFalse(Listing.of(patient).has(other)));
    for (Executable ask : asked) {
      awayFor(objects(results), 300);
      notes.clear();
      ask.execute();
      assertEquals(2, notes.size(), notes::toString);
      assertEquals("objects://back/out: waiting for storage (nobody listens)", notes.get(0));
      assertTrue(notes.get(1).startsWith("objects://back/out: the storage answers again after "));
    }
  }

  @Test
  void severalThreadsThatWaitAreToldOnce() throws Exception {
    ResultsDirectory results = open("several", "60s");
    ResultsDirectory patient =
        results.waiting(() -> false, Collections.synchronizedList(notes)::add);
    Path log = results.log("run");
    patient.commitText(log, "text");
    objects(results).setAway(true);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<String>> read = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        read.add(threads.submit(() -> patient.readText(log)));
      }
      awayFor(objects(results), 300);
      for (Future<String> one : read) {
        assertEquals("text", one.get());
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(2, notes.size(), notes::toString);
    assertTrue(notes.get(0).endsWith("waiting for storage (nobody listens)"), notes::toString);
    assertTrue(notes.get(1).contains("the storage answers again after "), notes::toString);
  }

  @Test
  void itIsGivenUpAfterALimit() throws IOException {
    ResultsDirectory patient = open("gone", "1s").waiting(() -> false, notes::add);
    objects(patient).setAway(true);
    StorageAwayException e =
        assertThrows(
            StorageAwayException.class, () -> patient.commitText(patient.log("run"), "text"));
    assertTrue(
        e.getMessage().matches("objects://gone/out: .* did not answer for \\d+ s .nobody listens."),
        e.getMessage());
  }

  @Test
  void whoIsStoppedDoesNotWait() throws IOException {
    ResultsDirectory patient = open("stopped", "1h").waiting(() -> true, notes::add);
    objects(patient).setAway(true);
    assertThrows(StorageAwayException.class, () -> patient.exists(patient.log("run")));
  }

  @Test
  void anAnswerIsNotWaitedFor() throws IOException {
    ResultsDirectory patient = open("there", "1h").waiting(() -> false, notes::add);
    assertThrows(FileNotFoundException.class, () -> patient.read(patient.log("run")));
    assertThrows(
        StorageException.class,
        () -> patient.heldBy(new Lease("lost", 1)).commitText(patient.log("run"), ""));
    assertEquals(List.of(), notes);
  }

  @Test
  void aDiskOfThisMachineIsNeverAway() {
    ResultsDirectory local = new ResultsDirectory(dir.toString(), new Configuration());
    assertEquals(local, local.waiting(() -> false, notes::add));
  }

  @Test
  void withoutPatienceTheAnswerIsAnError() throws IOException {
    ResultsDirectory results = open("hasty", "1h");
    objects(results).setAway(true);
    assertThrows(IOException.class, () -> results.exists(results.log("run")));
  }

  @Test
  void anOwnerSaysThatItsStorageIsAway() throws Exception {
    ResultsDirectory results = open("owned", "1h");
    SweepOwner.Heartbeat quick =
        new SweepOwner.Heartbeat(
            java.time.Duration.ofMillis(20),
            java.time.Duration.ofSeconds(60),
            java.time.Duration.ofSeconds(25));
    try (SweepOwner owner = SweepOwner.claim(results, notes::add, quick)) {
      objects(results).setAway(true);
      says(owner, "objects://owned/out: waiting for storage (nobody listens)");
      objects(results).setAway(false);
      says(owner, "objects://owned/out: the storage answers again");
    }
    assertEquals(2, notes.size(), notes::toString);
  }

  private void says(SweepOwner owner, String line) throws InterruptedException {
    for (int i = 0; i < 1000 && !notes.contains(line); i++) {
      Thread.sleep(10);
      owner.require();
    }
    assertTrue(notes.contains(line), notes::toString);
  }
}
