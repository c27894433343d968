package org.throughtime.sweep.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepOwnerTest {
  @TempDir Path dir;
  private final List<String> notes = new ArrayList<>();
  private ResultsDirectory results;
  private Path file;

  @BeforeEach
  void open() {
    results = new ResultsDirectory(dir.resolve("out").toString(), new Configuration());
    file = dir.resolve("out/.owner");
  }

  private SweepOwner claim() {
    return SweepOwner.claim(results, notes::add);
  }

  private void write(SweepClaim claim, int secondsAgo) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, claim.text());
    touch(secondsAgo);
  }

  private void touch(int secondsAgo) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(secondsAgo)));
  }

  private static SweepClaim other(String host, long pid, Instant began) {
    SweepClaim mine = SweepClaim.ofThisProcess();
    return new SweepClaim("other", host, mine.processes(), pid, began, "ann", mine.since());
  }

  @Test
  void theSecondIsRefusedInOneLineThatNamesTheFirst() throws IOException {
    try (SweepOwner first = claim()) {
      first.require();
      ResultsException e = assertThrows(ResultsException.class, this::claim);
      assertEquals(1, e.getMessage().lines().count());
      assertTrue(
          e.getMessage().contains("pid " + ProcessHandle.current().pid() + ", since 20"),
          e.getMessage());
      assertTrue(SweepOwner.alive(results).isPresent());
    }
    assertFalse(Files.exists(file));
    assertEquals(Optional.empty(), SweepOwner.alive(results));
    claim().close();
    assertEquals(List.of(), notes);
  }

  @Test
  void aProcessOfThisMachineThatIsNoMoreIsDeadAtOnce() throws Exception {
    Process process = new ProcessBuilder("true").start();
    Instant began = process.info().startInstant().orElse(Instant.now());
    process.waitFor();
    SweepClaim mine = SweepClaim.ofThisProcess();
    write(other(mine.host(), process.pid(), began), 0);
    assertEquals(Optional.empty(), SweepOwner.alive(results));
    claim().close();
    assertEquals(1, notes.size());
    assertTrue(
        notes.get(0).contains("takes over from the driver of ann on " + mine.host()), notes.get(0));
    try (var left = Files.list(dir.resolve("out"))) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void anotherProcessOfTheSameNumberIsNotTheOwner() throws IOException {
    SweepClaim mine = SweepClaim.ofThisProcess();
    write(other(mine.host(), mine.pid(), mine.began().minusSeconds(100)), 0);
    assertEquals(Optional.empty(), SweepOwner.alive(results));
    write(other(mine.host(), mine.pid(), mine.began()), 1000);
    assertTrue(SweepOwner.alive(results).isPresent(), "a process that lives needs no heartbeat");
  }

  @Test
  void anotherMachineIsDeadWithoutAHeartbeat() throws IOException {
    write(other("elsewhere", 1, Instant.EPOCH), 30);
    assertTrue(SweepOwner.alive(results).orElseThrow().contains("on elsewhere, pid 1"));
    assertThrows(ResultsException.class, this::claim);
    touch(90);
    claim().close();
    assertEquals(1, notes.size());
  }

  @Test
  void aClaimThatIsNotWholeCountsUntilItIsOld() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "host = ");
    assertThrows(ResultsException.class, this::claim);
    touch(90);
    claim().close();
    assertFalse(Files.exists(file));
  }

  @Test
  void ofManyAtOnceOneOwns() throws Exception {
    write(other("elsewhere", 1, Instant.EPOCH), 90);
    ExecutorService drivers = Executors.newFixedThreadPool(8);
    try {
      Callable<Boolean> driver =
          () -> {
            try {
              SweepOwner.claim(results, note -> {});
              return true;
            } catch (ResultsException e) {
              return false;
            }
          };
      int owners = 0;
      for (var owner : drivers.invokeAll(java.util.Collections.nCopies(8, driver))) {
        owners += owner.get() ? 1 : 0;
      }
      assertEquals(1, owners);
    } finally {
      drivers.shutdownNow();
    }
  }

  @Test
  void aPlaceThatCannotBeWrittenToIsRefusedInOneLine() throws IOException {
    Files.writeString(dir.resolve("out"), "a file");
    ResultsException e = assertThrows(ResultsException.class, this::claim);
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
  }
}
