package org.throughtime.sweep.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.TestSpark;
import org.throughtime.sweep.config.value.Defaults;
import org.throughtime.sweep.job.DynamicsJob;
import org.throughtime.sweep.job.SweepContext;
import org.throughtime.sweep.job.SweepJob;
import org.throughtime.sweep.progress.ProgressDisplay;
import org.throughtime.sweep.progress.SweepProgress;
import org.throughtime.sweep.report.page.Browser;
import org.throughtime.sweep.snapshot.SweepSnapshot;
import org.throughtime.sweep.snapshot.SweepStatus;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.SweepOwner;
import org.throughtime.sweep.strategy.SweepPlan;
import org.throughtime.sweep.submission.TrainedSweep;

/**
 * The live page in a browser while a real sweep trains on Spark. It lasts half a minute; the system
 * property {@code throughtime.watch.seconds} makes it longer, such as 600.
 */
class WatchInBrowserTest {
  private static final int SECONDS = Integer.getInteger("throughtime.watch.seconds", 30);
  private static final int CORES = 2;

  /** All of them train all the time: a run that begins adds to the page what stays there. */
  private static final int RUNS = CORES;

  /** Of a run: more than there is time for, because the watch ends with the sweep. */
  private static final int ITERATIONS = 2_000 * SECONDS;

  private static final int SAMPLES = 8;

  /** Of a run, at most: so few that what is shown hardly grows while memory is sampled. */
  private static final int CHECKPOINTS = 300;

  /** A page may hold so much more at the end than in the middle, and a server likewise. */
  private static final double GROWTH = 1.35;

  private static final String SLIDER =
      "const slider = document.querySelector('#dynamics-L0 .slider');"
          + " const range = slider.querySelector('input');";

  private static final String UPDATES =
      "return Number(document.querySelector('main').dataset.updates)";

  /** Updates while memory is sampled. */
  private static final int MORE_UPDATES = 2;

  @TempDir Path dir;

  private static final class Silent implements ProgressDisplay {
    @Override
    public void show(SweepProgress progress) {}

    @Override
    public void finish(SweepProgress progress) {}
  }

  private ResultsDirectory results() {
    return new ResultsDirectory(dir.resolve("live").toString(), new Configuration());
  }

  private static List<RunSpec> runs() {
    List<RunSpec> runs = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      runs.add(
          TrainedSweep.small(
              "name",
              "L" + i,
              "task",
              "torder",
              "seed",
              i,
              "checkFreq",
              ITERATIONS / CHECKPOINTS,
              // A run that learns must not end before the watch does.
              "solvedChecks",
              CHECKPOINTS + 1,
              "maxiters",
              ITERATIONS,
              // Iterations as slow as real ones: a page that is read again has their norms.
              "min_length",
              100,
              "max_length",
              200,
              "nhid",
              50,
              "bs",
              100,
              "lr",
              .05,
              "clipstyle",
              "rescale"));
    }
    return runs;
  }

  private Thread train() {
    JavaSparkContext spark = new JavaSparkContext(TestSpark.session(CORES).sparkContext());
    Thread training =
        new Thread(
            () -> {
              try (SweepOwner owner = SweepOwner.claim(results(), note -> {})) {
                SweepContext context =
                    new SweepContext(spark, results(), new Silent(), note -> {}, owner::require);
                new SweepJob(context).run(new SweepPlan("live", runs()), false);
              } catch (CancellationException e) {
                // by the end of the test
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    training.start();
    return training;
  }

  private static long serverHeap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  @Test
  void thePageFollowsASweepThatTrains() throws Exception {
    try (Browser browser = Browser.start()) {
      Thread training = train();
      for (int i = 0; i < 600 && SweepSnapshot.read(results()).isEmpty(); i++) {
        Thread.sleep(50);
      }
      CompletableFuture<URI> address = new CompletableFuture<>();
      Watch watch = new Watch(results(), 12, Defaults.run(), Duration.ofMillis(300));
      CompletableFuture<Optional<SweepStatus>> served =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return watch.serve(0, address::complete);
                } catch (IOException e) {
                  address.completeExceptionally(e);
                  throw new UncheckedIOException(e);
                }
              });
      browser.open(address.get(60, TimeUnit.SECONDS));
      await(browser, "return document.querySelectorAll('#overlays .chart').length > 0;");
      // By then every run has its charts, so that what grows later is no new content.
      for (int i = 0; i < RUNS; i++) {
        await(browser, "return document.querySelectorAll('#run-L" + i + " figure').length > 0;");
      }
      await(browser, UPDATES + " >= 3;");
      // The reader opens a run, hides another one and looks at curves on another scale.
      browser.run("document.querySelector('#run-L0 > details').open = true;");
      // Charts are drawn in sight only, and the page above this one grows.
      browser.run("window.chosen = document.querySelector('#overlays figure').id;");
      String chart =
          "const f = document.getElementById(window.chosen); f.scrollIntoView();"
              + " const c = echarts.getInstanceByDom(f.querySelector('.chart'));";
      String hidden = chart + " return c ? c.getOption().legend[0].selected.L1 === false : false;";
      await(
          browser,
          "{"
              + chart
              + " if (c) { c.dispatchAction({ type: 'legendUnSelect', name: 'L1' }); } } "
              + hidden);
      List<long[]> memory = new ArrayList<>();
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
      double wanted = updates(browser) + MORE_UPDATES;
      while (training.isAlive() && (System.nanoTime() < end || updates(browser) < wanted)
          || memory.size() < SAMPLES) {
        long[] page = browser.memory();
        memory.add(new long[] {page[0], page[1], serverHeap()});
        Thread.sleep(Math.max(500, SECONDS * 5));
      }
      assertEquals(true, browser.run("return document.querySelector('#run-L0 > details').open;"));
      // The chart is drawn again once it is in sight.
      await(browser, hidden);
      training.interrupt();
      training.join(120_000);
      SweepStatus left = served.get(120, TimeUnit.SECONDS).orElseThrow();
      assertFalse(left.hasEnded());
      assertEquals(List.of(0, RUNS), List.of(left.done(), left.size()));
      await(browser, "return document.querySelector('main').dataset.state === 'stopped';");
      double updates = updates(browser);
      assertTrue(updates >= wanted, "updated " + updates + " times, not " + wanted);
      assertEquals(List.of(), browser.console());
      flat("JavaScript heap", memory, 0);
      flat("nodes of the page", memory, 1);
      flat("heap of the server", memory, 2);
      System.out.printf(
          "watched for %d s: %.0f updates, no word on the console%n", SECONDS, updates);
    } finally {
      TestSpark.stop();
    }
  }

  /** New checkpoints come before and after the one that a reader looks at, and can replace it. */
  @Test
  void aSliderStaysAtTheCheckpointThatAReaderChose() throws Exception {
    RunSpec run = TrainedSweep.small("name", "L0", "task", "torder", "checkFreq", 2, "dynamics", 2);
    new TrainedSweep(dir.resolve("live")).train(List.of(run));
    measure(run, 10);
    CompletableFuture<URI> address = new CompletableFuture<>();
    Watch watch = new Watch(results(), 12, Defaults.run(), Duration.ofMillis(100));
    ExecutorService serving = Executors.newSingleThreadExecutor();
    Future<Optional<SweepStatus>> served = serving.submit(() -> watch.serve(0, address::complete));
    try (Browser browser = Browser.start()) {
      browser.open(address.get(60, TimeUnit.SECONDS));
      browser.run("document.querySelector('#dynamics-L0 > details').open = true;");
      assertEquals("10 20 30 40 50 59", browser.run(SLIDER + "return range.dataset.moments;"));
      browser.run(SLIDER + "range.value = 1; range.dispatchEvent(new Event('input'));");
      assertEquals(List.of("20"), shownMoments(browser));

      measure(run, 4);
      awaitUpdate(browser);
      assertEquals(2, browser.number(SLIDER + "return Number(range.value);"), "8 is before it now");
      assertEquals(List.of("20"), shownMoments(browser));
      measure(run, 18);
      awaitUpdate(browser);
      assertEquals(List.of("18"), shownMoments(browser), "the nearest one: 20 is left out for now");
      measure(run, 26);
      awaitUpdate(browser);
      assertEquals(List.of("20"), shownMoments(browser));

      browser.run(SLIDER + "range.value = range.max; range.dispatchEvent(new Event('input'));");
      measure(run, 2);
      awaitUpdate(browser);
      assertEquals(List.of("59"), shownMoments(browser));
      assertEquals(List.of(), browser.console());
    } finally {
      serving.shutdownNow();
      TestSpark.stop();
    }
    assertEquals(Optional.empty(), served.get(60, TimeUnit.SECONDS), "no driver was at work");
  }

  private static double updates(Browser browser) {
    return browser.number(UPDATES + ";");
  }

  private void measure(RunSpec run, int every) throws Exception {
    JavaSparkContext spark = new JavaSparkContext(TestSpark.session(CORES).sparkContext());
    new DynamicsJob(spark, results()).measure(List.of(run), every, note -> {}, Assertions::fail);
  }

  private void awaitUpdate(Browser browser) throws Exception {
    String stamp = Long.toHexString(SweepSnapshot.read(results()).orElseThrow().stamp());
    await(browser, "return document.querySelector('main').dataset.stamp === '" + stamp + "';");
  }

  /** The iterations that a slider and the titles of its charts say: one where they agree. */
  private static List<String> shownMoments(Browser browser) {
    return browser.texts(
        SLIDER
            + "const titles = Array.from(slider.querySelectorAll('figure:not([hidden]) figcaption'));"
            + "const said = titles.map(t => t.firstElementChild.textContent.replace(/.* /, ''));"
            + "return Array.from(new Set([range.nextElementSibling.value].concat(said)));");
  }

  private static void await(Browser browser, String script) throws InterruptedException {
    for (int i = 0; i < 1800 && !Boolean.TRUE.equals(browser.run(script)); i++) {
      Thread.sleep(100);
    }
    assertEquals(true, browser.run(script), script);
  }

  /** The least of the second and of the last quarter: what stays raises it, garbage does not. */
  private static void flat(String what, List<long[]> memory, int index) {
    int quarter = memory.size() / 4;
    long before = least(memory.subList(quarter, 2 * quarter), index);
    long after = least(memory.subList(memory.size() - quarter, memory.size()), index);
    System.out.printf("%s: %,d in the second quarter, %,d in the last%n", what, before, after);
    assertTrue(after <= GROWTH * before, what + " grew from " + before + " to " + after);
  }

  private static long least(List<long[]> of, int index) {
    return of.stream().mapToLong(row -> row[index]).min().orElseThrow();
  }
}
