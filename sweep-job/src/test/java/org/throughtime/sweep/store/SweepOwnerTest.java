package org.throughtime.sweep.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepOwnerTest {
  /** As patient as the usual one by the clock, and quicker to see what is dead. */
  private static final SweepOwner.Heartbeat QUICK =
      new SweepOwner.Heartbeat(
          Duration.ofMillis(50), SweepOwner.Heartbeat.USUAL.dead(), Duration.ofMillis(400));

  @TempDir Path dir;
  private final List<String> notes = Collections.synchronizedList(new ArrayList<>());
  private ResultsDirectory results;
  private Path file;

  @BeforeEach
  void open() {
    results = new ResultsDirectory(dir.resolve("out").toString(), new Configuration());
    file = dir.resolve("out/.owner");
  }

  private SweepOwner claim() {
    return SweepOwner.claim(results, notes::add, QUICK);
  }

  /** Another driver has claimed the directory, whoever had it before. */
  private void write(SweepClaim claim, int secondsAgo) throws IOException {
    Files.createDirectories(file.getParent());
    for (Path version : versions()) {
      Files.delete(version);
    }
    Files.writeString(file, claim.text());
    touch(secondsAgo);
  }

  private List<Path> versions() throws IOException {
    try (var all = Files.list(dir.resolve("out"))) {
      return all.filter(path -> path.getFileName().toString().startsWith(".owner")).toList();
    }
  }

  /** A claim that was given back leaves a file that says so, and the numbers of the owners. */
  private void requireOnlyRemoved() throws IOException {
    Path epochs = dir.resolve("out/epochs");
    try (var all = Files.list(epochs)) {
      assertEquals(List.of(epochs.resolve("00000001.conf")), all.toList());
    }
    try (var all = Files.list(dir.resolve("out"))) {
      List<Path> left = all.filter(file -> !file.equals(epochs)).toList();
      assertEquals(1, left.size(), left::toString);
      assertTrue(left.get(0).getFileName().toString().startsWith(".owner."), left::toString);
      assertEquals("# removed\n", Files.readString(left.get(0)));
    }
    assertEquals(Optional.empty(), results.claimFile().read());
  }

  private void touch(int secondsAgo) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(secondsAgo)));
  }

  /** A claim of a process like this one but for what is told. */
  private static SweepClaim other(String host, long pid, String ticks, Instant began) {
    DriverProcess mine = DriverProcess.current();
    return new SweepClaim(
        "other",
        0,
        0,
        new DriverProcess(host, mine.boot(), mine.processes(), pid, ticks, began),
        "ann",
        Instant.now());
  }

  private static SweepClaim elsewhere() {
    return other("elsewhere", 1, "1", Instant.EPOCH);
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
    requireOnlyRemoved();
    assertEquals(Optional.empty(), SweepOwner.alive(results));
    claim().close();
    assertEquals(List.of(), notes);
  }

  @Test
  void aProcessOfThisMachineThatIsNoMoreIsDeadAtOnce() throws Exception {
    Process process = new ProcessBuilder("true").start();
    Instant began = process.info().startInstant().orElse(Instant.now());
    process.waitFor();
    DriverProcess mine = DriverProcess.current();
    write(other(mine.host(), process.pid(), mine.ticks(), began), 0);
    assertEquals(Optional.empty(), SweepOwner.alive(results));
    claim().close();
    assertEquals(1, notes.size());
    assertTrue(
        notes.get(0).contains("takes over from the driver of ann on " + mine.host()), notes.get(0));
    requireOnlyRemoved();
  }

  @Test
  void anotherProcessOfTheSameNumberIsNotTheOwner() throws IOException {
    DriverProcess mine = DriverProcess.current();
    write(other(mine.host(), mine.pid(), mine.ticks() + "0", mine.began()), 0);
    assertEquals(Optional.empty(), SweepOwner.alive(results));
    write(other(mine.host(), mine.pid(), mine.ticks(), mine.began()), 1000);
    assertTrue(SweepOwner.alive(results).isPresent(), "a process that lives needs no heartbeat");
  }

  /** A step of the clock moves the instant at which every process began. */
  @Test
  void aStepOfTheClockMakesNoLiveOwnerDead() throws IOException {
    DriverProcess mine = DriverProcess.current();
    write(other(mine.host(), mine.pid(), mine.ticks(), mine.began().minusSeconds(5)), 3600);
    assertTrue(SweepOwner.alive(results).isPresent());
    assertThrows(ResultsException.class, this::claim);
    touch(-3600);
    assertThrows(ResultsException.class, this::claim);
  }

  /** Two machines may have one name, and number their processes alike. */
  @Test
  void aMachineOfTheSameNameIsAnotherOne() throws IOException {
    DriverProcess mine = DriverProcess.current();
    DriverProcess there =
        new DriverProcess(mine.host(), "another boot", mine.processes(), 1, "1", mine.began());
    write(new SweepClaim("other", 0, 0, there, "ann", Instant.now()), 0);
    assertThrows(ResultsException.class, this::claim);
    touch(90);
    claim().close();
    assertEquals(2, notes.size(), notes::toString);
  }

  @Test
  void whoTouchesItsClaimIsAliveWhateverItsClockSays() throws Exception {
    for (int ahead : new int[] {-90, 90}) {
      write(elsewhere(), ahead);
      Thread owner =
          new Thread(
              () -> {
                for (int beat = 1; beat < 1000 && !Thread.interrupted(); beat++) {
                  try {
                    Thread.sleep(50);
                    touch(ahead - beat);
                  } catch (IOException | InterruptedException e) {
                    return;
                  }
                }
              });
      owner.start();
      try {
        ResultsException e = assertThrows(ResultsException.class, this::claim);
        assertTrue(e.getMessage().contains("is in use by the driver of ann"), e.getMessage());
      } finally {
        owner.interrupt();
        owner.join();
      }
      assertTrue(Files.readString(file).contains("elsewhere"));
    }
  }

  @Test
  void aFrozenDriverOfThisMachineIsNotTakenOver() throws Exception {
    Process frozen = new ProcessBuilder("sleep", "60").start();
    try {
      new ProcessBuilder("kill", "-STOP", Long.toString(frozen.pid())).start().waitFor();
      String ticks = Machine.THIS.ticks(frozen.pid()).orElseThrow();
      write(other(DriverProcess.current().host(), frozen.pid(), ticks, Instant.EPOCH), 3600);
      assertThrows(ResultsException.class, this::claim);
    } finally {
      frozen.destroyForcibly().waitFor();
    }
    claim().close();
  }

  @Test
  void aClaimOfAnEarlierVersionIsRead() throws IOException {
    DriverProcess mine = DriverProcess.current();
    String earlier =
        """
        id = one
        host = "%s"
        processes = "%s"
        pid = %d
        began = "%s"
        user = ann
        since = "2026-11-01T00:00:00Z"
        """;
    Files.createDirectories(file.getParent());
    Files.writeString(
        file, earlier.formatted(mine.host(), mine.processes(), mine.pid(), mine.began()));
    touch(1000);
    assertTrue(SweepOwner.alive(results).orElseThrow().contains("since 2026-11-01"));
    Files.writeString(file, earlier.formatted("elsewhere", mine.processes(), 1, mine.began()));
    touch(30);
    assertTrue(SweepOwner.alive(results).isPresent());
    touch(90);
    assertEquals(Optional.empty(), SweepOwner.alive(results));
  }

  /** As one that was frozen while another one took its place. */
  @Test
  void whoLostItsClaimWritesAndTakesAwayNothing() throws IOException {
    SweepOwner woken = claim();
    ResultsDirectory held = woken.directory();
    held.commitText(held.log("run"), "before");
    write(elsewhere(), 0);
    StorageException e =
        assertThrows(StorageException.class, () -> held.commitText(held.log("run"), "after"));
    assertTrue(
        e.getMessage().contains("another driver has taken over this directory"), e.getMessage());
    assertThrows(StorageException.class, () -> held.commitText(held.npz("run"), "after"));
    assertThrows(StorageException.class, () -> held.delete(held.log("run")));
    assertThrows(StorageException.class, () -> held.heldBy(held.lease()).delete(held.log("run")));
    woken.close();
    assertTrue(Files.readString(file).contains("elsewhere"), "the other's claim stays");
    assertEquals("before", results.readText(results.log("run")));
    try (var left = Files.walk(dir.resolve("out"))) {
      assertEquals(
          List.of(".owner", "00000001.conf", "run.log"),
          left.filter(Files::isRegularFile).map(f -> f.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void anotherMachineIsDeadWithoutAHeartbeat() throws IOException {
    write(elsewhere(), 30);
    assertTrue(SweepOwner.alive(results).orElseThrow().contains("on elsewhere, pid 1"));
    assertThrows(ResultsException.class, this::claim);
    touch(90);
    claim().close();
    assertEquals(2, notes.size(), notes::toString);
    assertTrue(notes.get(0).contains("checks for"), notes.get(0));
    assertTrue(notes.get(1).contains("takes over from the driver of ann"), notes.get(1));
  }

  @Test
  void aClaimThatIsNotWholeCountsUntilItIsOld() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "host = ");
    assertThrows(ResultsException.class, this::claim);
    touch(90);
    claim().close();
    requireOnlyRemoved();
  }

  @Test
  void ofManyAtOnceOneOwns() throws Exception {
    write(elsewhere(), 90);
    ExecutorService drivers = Executors.newFixedThreadPool(8);
    try {
      Callable<Boolean> driver =
          () -> {
            try {
              SweepOwner.claim(results, note -> {}, QUICK);
              return true;
            } catch (ResultsException e) {
              return false;
            }
          };
      int owners = 0;
      for (var owner : drivers.invokeAll(Collections.nCopies(8, driver))) {
        owners += owner.get() ? 1 : 0;
      }
      assertEquals(1, owners);
    } finally {
      drivers.shutdownNow();
    }
  }

  @Test
  void anOwnerKeepsCountingAndLeavesNothing() throws Exception {
    try (SweepOwner owner = claim()) {
      for (long seen = 0; seen < 5; Thread.sleep(10)) {
        SweepClaim now =
            SweepClaim.parse(results.claimFile().read().orElseThrow().text()).orElseThrow();
        assertTrue(now.count() >= seen, "the count falls");
        seen = now.count();
        assertTrue(versions().size() <= 4, () -> "older versions are left over");
        owner.require();
      }
    }
    requireOnlyRemoved();
  }

  private static final SweepOwner.Heartbeat FROZEN =
      new SweepOwner.Heartbeat(
          Duration.ofHours(1), SweepOwner.Heartbeat.USUAL.dead(), Duration.ofMillis(400));

  /** The bucket of a test, whose clock is two hours behind, so that its times tell nothing. */
  private static ResultsDirectory bucket(String name) throws IOException {
    ResultsDirectory results =
        new ResultsDirectory("objects://" + name + "/out", ObjectFileSystem.configuration());
    objects(results).lateBy(Duration.ofHours(2));
    return results;
  }

  private static ObjectFileSystem objects(ResultsDirectory results) throws IOException {
    return (ObjectFileSystem) results.root().getFileSystem(results.configuration());
  }

  private SweepOwner claimFromElsewhere(ResultsDirectory results, SweepOwner.Heartbeat heartbeat) {
    SweepClaim claim = elsewhere();
    return SweepOwner.claim(
        results,
        notes::add,
        heartbeat,
        new SweepClaim(UUID.randomUUID().toString(), 0, 0, claim.process(), "ann", claim.since()));
  }

  /** Touching a file sends nothing to S3. */
  @Test
  void aLiveDriverOfAnotherMachineKeepsItsObjects() throws IOException {
    ResultsDirectory objects = bucket("live");
    try (SweepOwner first = claimFromElsewhere(objects, QUICK)) {
      for (int i = 0; i < 3; i++) {
        ResultsException e =
            assertThrows(
                ResultsException.class, () -> SweepOwner.claim(objects, notes::add, QUICK));
        assertTrue(e.getMessage().contains("is in use by the driver of ann"), e.getMessage());
      }
      first.require();
      first.directory().commitText(objects.log("run"), "mine");
    }
    assertEquals(3, notes.size(), notes::toString);
    SweepOwner.claim(objects, notes::add, QUICK).close();
    assertEquals(3, notes.size(), "a claim that was given back is nobody's");
  }

  @Test
  void aFrozenDriverOfAnotherMachineLosesItsObjects() throws IOException {
    ResultsDirectory objects = bucket("frozen");
    SweepOwner woken = claimFromElsewhere(objects, FROZEN);
    try (SweepOwner second = SweepOwner.claim(objects, notes::add, QUICK)) {
      assertTrue(notes.get(1).contains("takes over from the driver of ann"), notes::toString);
      int there = objects(objects).size();
      assertThrows(
          StorageException.class, () -> woken.directory().commitText(objects.log("run"), "late"));
      woken.close();
      assertEquals(there, objects(objects).size());
      second.directory().commitText(objects.log("run"), "mine");
    }
  }

  /** S3A's create without overwrite looks first and writes then; and answers get lost. */
  @Test
  void ofTwoAtOnceOneOwnsTheObjects() throws Exception {
    ResultsDirectory objects = bucket("two");
    ExecutorService drivers = Executors.newFixedThreadPool(2);
    Random random = new Random(15);
    int owned = 0;
    try {
      for (int round = 0; round < 50; round++) {
        ObjectFileSystem.Put[] how = ObjectFileSystem.Put.values();
        objects(objects).next(how[random.nextInt(how.length)], how[random.nextInt(how.length)]);
        Callable<Optional<SweepOwner>> driver =
            () -> {
              try {
                return Optional.of(claimFromElsewhere(objects, QUICK));
              } catch (ResultsException e) {
                return Optional.empty();
              }
            };
        List<SweepOwner> owners = new ArrayList<>();
        for (var owner : drivers.invokeAll(Collections.nCopies(2, driver))) {
          owner.get().ifPresent(owners::add);
        }
        assertTrue(owners.size() <= 1, "round " + round);
        owned += owners.size();
        owners.forEach(SweepOwner::close);
      }
      assertTrue(owned > 10, owned + " of 50 rounds had an owner");
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
