package org.throughtime.sweep.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.throughtime.sweep.job.DyingFileSystem;

/** The numbers of owners go up, whatever becomes of an owner and of its claim. */
class EpochsTest {
  private static final SweepOwner.Heartbeat FROZEN =
      new SweepOwner.Heartbeat(
          Duration.ofHours(1), SweepOwner.Heartbeat.USUAL.dead(), Duration.ofMillis(400));

  @TempDir Path dir;
  private final List<String> notes = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void live() {
    DyingFileSystem.dieAfter(Integer.MAX_VALUE);
  }

  private SweepOwner claim(ResultsDirectory results) {
    return SweepOwner.claim(results, notes::add, FROZEN);
  }

  /** A claim of a process of this machine that is no more. */
  private static SweepClaim ofADeadProcess() {
    DriverProcess mine = DriverProcess.current();
    DriverProcess dead =
        new DriverProcess(
            mine.host(),
            mine.boot(),
            mine.processes(),
            mine.pid(),
            mine.ticks() + "0",
            mine.began());
    return new SweepClaim(UUID.randomUUID().toString(), 0, 0, dead, "ann", Instant.now());
  }

  private SweepOwner claimAndDie(ResultsDirectory results) {
    return SweepOwner.claim(results, notes::add, FROZEN, ofADeadProcess());
  }

  private static long epoch(SweepOwner owner) {
    return owner.directory().lease().epoch();
  }

  private static List<Long> numbers(ResultsDirectory results) throws IOException {
    return List.copyOf(new NumberedFiles(results, results.epochs()).list().keySet());
  }

  private static SweepClaim there(ResultsDirectory results) throws IOException {
    return Sighting.of(results).flatMap(Sighting::claim).orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(ResultsOn.class)
  void everyOwnerHasTheNextOne(ResultsOn on) throws IOException {
    ResultsDirectory results = on.open(dir).results();
    for (long epoch = 1; epoch <= 3; epoch++) {
      try (SweepOwner owner = claim(results)) {
        assertEquals(epoch, epoch(owner), "after a claim that was given back");
        assertEquals(epoch, there(results).epoch());
      }
    }
    assertEquals(4, epoch(claimAndDie(results)));
    try (SweepOwner owner = claim(results)) {
      assertEquals(5, epoch(owner), "after a claim of a dead driver");
    }
    assertTrue(notes.get(0).endsWith(", epoch 4"), notes.get(0));
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L), numbers(results));
  }

  @ParameterizedTest
  @EnumSource(ResultsOn.class)
  void itOutlivesAClaimThatIsTakenAway(ResultsOn on) throws IOException {
    ResultsDirectory results = on.open(dir).results();
    claimAndDie(results);
    results.claimFile().remove(results.claimFile().read().orElseThrow());
    try (SweepOwner owner = claim(results)) {
      assertEquals(2, epoch(owner));
    }
  }

  @ParameterizedTest
  @EnumSource(ResultsOn.class)
  void itOutlivesItsOwnFilesWhereTheClaimIsThere(ResultsOn on) throws IOException {
    ResultsDirectory results = on.open(dir).results();
    claim(results).close();
    claimAndDie(results);
    for (var file : new NumberedFiles(results, results.epochs()).list().values()) {
      results.delete(file);
    }
    try (SweepOwner owner = claim(results)) {
      assertEquals(3, epoch(owner));
    }
  }

  @ParameterizedTest
  @EnumSource(ResultsOn.class)
  void ofManyAtOnceEachOwnerHasAHigherOneThanTheOwnerBefore(ResultsOn on) throws Exception {
    ResultsDirectory results = on.open(dir).results();
    List<Long> owned = Collections.synchronizedList(new ArrayList<>());
    ExecutorService drivers = Executors.newFixedThreadPool(6);
    try {
      Callable<Void> driver =
          () -> {
            for (int times = 0; times < 4; ) {
              try (SweepOwner owner = claim(results)) {
                owned.add(epoch(owner));
                owner.directory().commitText(results.log("run"), "held");
                times++;
              } catch (ResultsException e) {
                assertTrue(e.getMessage().contains("is in use by"), e.getMessage());
              }
            }
            return null;
          };
      for (Future<Void> ended : drivers.invokeAll(Collections.nCopies(6, driver))) {
        ended.get();
      }
    } finally {
      drivers.shutdownNow();
    }
    assertEquals(24, owned.size());
    for (int i = 1; i < owned.size(); i++) {
      assertTrue(owned.get(i) > owned.get(i - 1), owned::toString);
    }
  }

  @ParameterizedTest
  @EnumSource(ResultsOn.class)
  void aDriverThatIsRefusedNamesTheOneOfTheOwner(ResultsOn on) throws IOException {
    ResultsDirectory results = on.open(dir).results();
    claim(results).close();
    try (SweepOwner owner = claim(results)) {
      ResultsException e = assertThrows(ResultsException.class, () -> claim(results));
      assertTrue(
          e.getMessage().matches(".* is in use by the driver of .*, epoch 2; wait until .*"),
          e.getMessage());
      owner.require();
    }
  }

  @ParameterizedTest
  @EnumSource(ResultsOn.class)
  void whoHasALowerOneCommitsNothing(ResultsOn on) throws IOException {
    ResultsDirectory results = on.open(dir).results();
    SweepOwner woken = claimAndDie(results);
    try (SweepOwner owner = claim(results)) {
      ResultsDirectory held = woken.directory();
      List<org.junit.jupiter.api.function.Executable> writes =
          List.of(
              () -> held.commitText(held.log("run"), "late"),
              () -> held.commitIfAbsent(held.log("run"), new byte[] {1}),
              () -> held.delete(held.log("run")));
      owner.directory().commitText(results.log("run"), "mine");
      for (var write : writes) {
        StorageException e = assertThrows(StorageException.class, write);
        assertTrue(
            e.getMessage()
                .endsWith(
                    ": another driver has taken over this directory (epoch 2; this one has epoch"
                        + " 1), so this one stops"),
            e.getMessage());
      }
      assertEquals("mine", results.readText(results.log("run")));
    }
    StorageException e =
        assertThrows(StorageException.class, () -> woken.directory().delete(results.log("run")));
    assertTrue(e.getMessage().contains("(this one has epoch 1)"), e.getMessage());
    woken.close();
  }

  /** The id alone would let it. */
  @Test
  void aTaskOfAnEarlierEpochIsRefusedWhateverItsId() throws IOException {
    ResultsDirectory results = ResultsOn.LOCAL.open(dir).results();
    try (SweepOwner owner = claim(results)) {
      ResultsDirectory held = owner.directory();
      SweepClaim mine = there(results);
      results.claimFile().replaceIf(results.claimFile().read().orElseThrow(), mine.with(2).bytes());
      assertThrows(StorageException.class, () -> held.commitText(held.log("run"), "late"));
      held.heldBy(new Lease(mine.id(), 2)).commitText(held.log("run"), "now");
    }
  }

  /** As one that was frozen in between; the number that it takes then is left out. */
  @Test
  void aDriverThatOnlyClaimedIsTakenOver() throws IOException {
    ResultsDirectory results = ResultsOn.LOCAL.open(dir).results();
    SweepClaim frozen = ofADeadProcess();
    results.claimFile().putIfAbsent(frozen.bytes());
    try (SweepOwner owner = claim(results)) {
      assertEquals(1, epoch(owner));
      assertEquals(2, new Epochs(results).next(frozen, 0));
      owner.directory().commitText(results.log("run"), "the number of another one changes nothing");
    }
    try (SweepOwner owner = claim(results)) {
      assertEquals(3, epoch(owner));
    }
  }

  @Test
  void aNumberWhoseAnswerIsLostIsOurs() throws IOException {
    ResultsDirectory results = ResultsOn.CONDITIONAL.open(dir).results();
    for (ObjectFileSystem.Put how :
        List.of(ObjectFileSystem.Put.ANSWER_LOST, ObjectFileSystem.Put.ASKED_AGAIN)) {
      ResultsOn.objects(results).next(ObjectFileSystem.Put.DONE, how, how);
      claim(results).close();
    }
    assertEquals(List.of(1L, 2L), numbers(results));
    ResultsOn.objects(results).next(ObjectFileSystem.Put.DONE, ObjectFileSystem.Put.NOT_DONE);
    assertThrows(ResultsException.class, () -> claim(results));
    assertEquals(Optional.empty(), Sighting.of(results), "the claim is given back");
    try (SweepOwner owner = claim(results)) {
      assertEquals(3, epoch(owner));
    }
  }

  @Test
  void whereverADriverDiesTheNextOneHasAHigherOne() throws IOException {
    int deaths = 0;
    for (int change = 0; ; change++) {
      ResultsDirectory results =
          new ResultsDirectory(
              "dying://" + dir.resolve("d" + change), DyingFileSystem.configuration());
      claim(results).close();
      DyingFileSystem.dieAfter(change);
      Optional<Long> owned = Optional.empty();
      boolean died = false;
      try {
        SweepOwner owner = claimAndDie(results);
        owned = Optional.of(epoch(owner));
        owner.directory().commitText(results.log("run"), "held");
      } catch (ResultsException | IOException e) {
        died = true;
      }
      DyingFileSystem.dieAfter(Integer.MAX_VALUE);
      try (SweepOwner owner = claim(results)) {
        assertTrue(epoch(owner) > owned.orElse(1L), "died at change " + change);
        owner.directory().commitText(results.log("run"), "held");
      }
      if (!died) {
        break;
      }
      deaths++;
    }
    assertTrue(deaths > 5, "deaths: " + deaths);
  }
}
