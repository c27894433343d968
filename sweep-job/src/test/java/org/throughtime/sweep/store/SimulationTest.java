package org.throughtime.sweep.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The ownership of a results directory and its commits, simulated from seeds.
 *
 * <p>{@code -Dthroughtime.simulation.steps=10000000} makes that many steps and prints what they
 * met. {@code -Dthroughtime.simulation.seed=N} repeats the simulation that failed with that seed;
 * with both, N is the first of the seeds. What {@link Witness} counts as a known window is no
 * failure.
 */
class SimulationTest {
  private static final String STEPS = "throughtime.simulation.steps";
  private static final String SEED = "throughtime.simulation.seed";

  /** Steps of one simulation before its end begins: short ones reach more beginnings. */
  private static final int STEPS_EACH = 5_000;

  /** A fault is to show itself within as many seeds. */
  private static final int SEEDS_FOR_A_FAULT = 200;

  private static Simulation simulate(long seed, Fault fault, Trace trace) {
    return new Simulation(seed, fault, STEPS_EACH, trace).run();
  }

  @Test
  void noInvariantBreaksWhateverFails() {
    Optional<Long> first = Optional.ofNullable(Long.getLong(SEED));
    Optional<Long> asked = Optional.ofNullable(Long.getLong(STEPS));
    long steps = asked.orElse(first.isPresent() ? 1 : 1_000_000L);
    Map<Cluster.Kind, Integer> kinds = new EnumMap<>(Cluster.Kind.class);
    long made = 0;
    long takeovers = 0;
    long windows = 0;
    long frozen = 0;
    long rows = 0;
    long logs = 0;
    long deleted = 0;
    long catalogs = 0;
    for (long seed = first.orElse(1L); made < steps; seed++) {
      Simulation simulation = simulate(seed, Fault.NONE, Trace.ofLast());
      simulation.failure().ifPresent(failure -> fail(failure));
      made += simulation.steps();
      takeovers += simulation.witness().leases().takeovers();
      windows += simulation.witness().windows().all();
      frozen += simulation.witness().windows().frozen();
      rows += simulation.witness().windows().rows();
      logs += simulation.witness().windows().logs();
      deleted += simulation.witness().windows().deleted();
      catalogs += simulation.witness().joined().versions();
      kinds.merge(simulation.kind(), 1, Integer::sum);
    }
    if (asked.isPresent()) {
      System.out.printf(
          "%d steps, %s, %d claims taken over; %d changes after a claim was lost that held when"
              + " their writer looked, %d of them after it stood still, %d of rows, %d deletions; %d logs lost their end; %d versions of the catalog%n",
          made, kinds, takeovers, windows, frozen, rows, deleted, logs, catalogs);
    }
    if (first.isEmpty()) {
      assertEquals(Cluster.Kind.values().length, kinds.size(), kinds::toString);
      assertTrue(takeovers > kinds.values().stream().mapToInt(i -> i).sum(), "few takeovers");
      assertTrue(catalogs > takeovers / 2, "few versions of the catalog: " + catalogs);
    }
  }

  @Test
  void aSeedAlwaysMakesTheSameSteps() {
    for (long seed = 1; seed <= 6; seed++) {
      Trace first = simulate(seed, Fault.NONE, Trace.ofAll()).trace();
      Trace second = simulate(seed, Fault.NONE, Trace.ofAll()).trace();
      assertEquals(first.lines(), second.lines());
      assertEquals(first.hash(), second.hash());
      assertNotEquals(first.hash(), simulate(seed + 1, Fault.NONE, Trace.ofLast()).trace().hash());
    }
  }

  @ParameterizedTest
  @EnumSource(value = Fault.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void aFaultIsFound(Fault fault) {
    for (long seed = 1; seed <= SEEDS_FOR_A_FAULT; seed++) {
      Optional<String> failure = simulate(seed, fault, Trace.ofLast()).failure();
      if (failure.isPresent()) {
        String message = failure.get();
        assertTrue(message.startsWith("seed " + seed + " ("), message);
        assertEquals(failure, simulate(seed, fault, Trace.ofLast()).failure(), "the same again");
        return;
      }
    }
    fail(fault + " was not found");
  }
}
