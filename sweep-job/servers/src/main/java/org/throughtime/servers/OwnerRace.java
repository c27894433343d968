package org.throughtime.servers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.ResultsException;
import org.throughtime.sweep.store.SweepOwner;

/** Drivers that claim one directory at the same instant: each with a file system of its own. */
final class OwnerRace {
  private static final int DRIVERS = 2;

  private final Configuration configuration;

  private OwnerRace(Configuration configuration) {
    this.configuration = configuration;
  }

  /**
   * @param arguments URI of a folder, number of races, then settings of Hadoop as KEY=VALUE. Prints
   *     how many races had exactly one owner
   */
  public static void main(String[] arguments) throws Exception {
    Configuration configuration = Settings.of(arguments, 2);
    // A file system of its own for each driver, as in processes of their own.
    configuration.setBoolean("fs.s3a.impl.disable.cache", true);
    OwnerRace race = new OwnerRace(configuration);
    int races = Integer.parseInt(arguments[1]);
    int right = 0;
    for (int i = 0; i < races; i++) {
      int owners = race.owners(arguments[0] + "/race-" + i);
      if (owners == 1) {
        right++;
      } else {
        System.out.printf("race %d: %d owners%n", i, owners);
      }
    }
    System.out.printf("%d of %d races had exactly one owner%n", right, races);
    System.exit(right == races ? 0 : 1);
  }

  private int owners(String uri) throws Exception {
    CyclicBarrier start = new CyclicBarrier(DRIVERS);
    CyclicBarrier end = new CyclicBarrier(DRIVERS);
    List<Future<Boolean>> drivers = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(DRIVERS);
    for (int i = 0; i < DRIVERS; i++) {
      drivers.add(threads.submit(driver(uri, start, end)));
    }
    int owners = 0;
    try {
      for (Future<Boolean> driver : drivers) {
        if (driver.get()) {
          owners++;
        }
      }
    } catch (ExecutionException e) {
      throw new IOException("a driver failed", e);
    } finally {
      threads.shutdownNow();
    }
    return owners;
  }

  /** Whether it owns the directory, and the directory takes a file of it, once both have tried. */
  private Callable<Boolean> driver(String uri, CyclicBarrier start, CyclicBarrier end) {
    return () -> {
      ResultsDirectory directory = new ResultsDirectory(uri, configuration);
      start.await();
      try (SweepOwner owner = SweepOwner.claim(directory, line -> {})) {
        await(end);
        owner.directory().commitText(directory.commands(), uri);
        await(end);
        return true;
      } catch (ResultsException e) {
        await(end);
        await(end);
        return false;
      }
    };
  }

  private static void await(CyclicBarrier barrier)
      throws InterruptedException, BrokenBarrierException {
    barrier.await();
  }
}
