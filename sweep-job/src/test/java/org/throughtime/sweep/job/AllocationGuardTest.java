package org.throughtime.sweep.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.IterationMetrics;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.TrainingListener;
import org.throughtime.sweep.TestRuns;

/** With counters of allocated bytes and processor time that the test moves. */
class AllocationGuardTest {
  private static final long HEAVY = 10_000_000;
  private static final long LIGHT = 600;
  private static final long SECOND = 1_000_000_000;
  private static final TrainingListener NOBODY = new TrainingListener() {};

  private long bytes;
  private long nanoseconds;

  private AllocationGuard guard(Object... changes) {
    RunSpec spec = TestRuns.canonical(changes);
    return new AllocationGuard(spec, () -> bytes, () -> nanoseconds);
  }

  private void iterations(AllocationGuard guard, int count, long allocated) {
    for (int i = 0; i < count; i++) {
      TrainingListener listener = guard.during(NOBODY);
      bytes += allocated;
      nanoseconds += SECOND;
      listener.onIteration(null);
    }
  }

  private void checkpoints(AllocationGuard guard, int count, long allocated) {
    for (int i = 0; i < count; i++) {
      TrainingListener listener = guard.during(NOBODY);
      listener.onIteration(null);
      bytes += allocated;
      nanoseconds += SECOND;
      listener.onCheckpoint(null);
    }
  }

  @Test
  void passesThatAllocateLittleNeverTrip() {
    AllocationGuard guard = guard();
    iterations(guard, 1000, LIGHT);
    checkpoints(guard, 1000, LIGHT);
    assertFalse(guard.trips());
  }

  @Test
  void iterationsTripOnceTheyHadTimeToBeCompiled() {
    AllocationGuard guard = guard();
    iterations(guard, 30, HEAVY);
    assertFalse(guard.trips());
    iterations(guard, 1, HEAVY);
    assertTrue(guard.trips());
    assertEquals(HEAVY, guard.bytes());
    guard.reset();
    assertFalse(guard.trips());
  }

  @Test
  void onePassThatAllocatesLittleBeginsAnew() {
    AllocationGuard guard = guard();
    iterations(guard, 30, HEAVY);
    iterations(guard, 1, LIGHT);
    iterations(guard, 30, HEAVY);
    assertFalse(guard.trips());
  }

  @Test
  void fewLongPassesAreNotEnough() {
    AllocationGuard guard = guard();
    iterations(guard, 1, HEAVY);
    nanoseconds += 100 * SECOND;
    iterations(guard, AllocationGuard.PASSES - 2, HEAVY);
    assertFalse(guard.trips());
    iterations(guard, 1, HEAVY);
    assertTrue(guard.trips());
  }

  @Test
  void checkpointsTripWhileIterationsDoNot() {
    AllocationGuard guard = guard("ebs", 100, "cbs", 100);
    checkpoints(guard, 31, HEAVY);
    assertTrue(guard.trips());
    assertEquals(HEAVY, guard.bytes());
  }

  @Test
  void whatTheListenerAllocatesIsNotThePassesOwn() {
    AllocationGuard guard = guard("ebs", 100, "cbs", 100);
    TrainingListener writer =
        new TrainingListener() {
          @Override
          public void onIteration(IterationMetrics metrics) {
            bytes += HEAVY;
          }

          @Override
          public void onCheckpoint(Checkpoint checkpoint) {
            bytes += HEAVY;
          }
        };
    for (int i = 0; i < 100; i++) {
      nanoseconds += SECOND;
      TrainingListener listener = guard.during(writer);
      listener.onIteration(null);
      listener.onCheckpoint(null);
    }
    assertFalse(guard.trips());
  }

  @Test
  void freshSequencesAtCheckpointsHaveMemoryOfTheirOwn() {
    AllocationGuard guard =
        guard("task", "torder", "holdLengths", "50,100", "ebs", 100, "cbs", 100);
    checkpoints(guard, 100, HEAVY);
    assertFalse(guard.trips());
  }

  @Test
  void theReferenceAllocatesAsMuchAsItLikes() {
    AllocationGuard guard = guard("backend", "reference");
    iterations(guard, 100, HEAVY);
    checkpoints(guard, 100, HEAVY);
    assertFalse(guard.trips());
  }
}
