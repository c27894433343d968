package org.throughtime.sweep.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.Overrides;
import org.throughtime.sweep.config.SweepConfigLoader;
import org.throughtime.sweep.config.value.ConfigurationException;
import org.throughtime.sweep.plugin.Corners;
import org.throughtime.sweep.plugin.FirstFew;
import org.throughtime.sweep.plugin.OtherTpe;

/** Samplers and pruners that are found on the class path. */
class StrategiesTest {
  @TempDir private Path folder;

  private final ClassLoader loader = Thread.currentThread().getContextClassLoader();

  @AfterEach
  void forget() {
    Thread.currentThread().setContextClassLoader(loader);
  }

  /** Puts a folder with service files on the class path of this thread, as --jars puts jars. */
  private void add(Map<Class<?>, String> services) throws IOException {
    Path jar = Files.createTempDirectory(folder, "jar");
    Path files = Files.createDirectories(jar.resolve("META-INF/services"));
    for (Map.Entry<Class<?>, String> service : services.entrySet()) {
      Files.writeString(files.resolve(service.getKey().getName()), service.getValue() + "\n");
    }
    URL[] urls = {jar.toUri().toURL()};
    Thread thread = Thread.currentThread();
    thread.setContextClassLoader(new URLClassLoader(urls, thread.getContextClassLoader()));
  }

  private void addSampler(String name) throws IOException {
    add(Map.of(SamplerKind.class, name));
  }

  private Search search(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("s.conf"), text);
    return SweepConfigLoader.load(file, Overrides.none()).search();
  }

  private static List<String> paths(List<? extends BlockKind> kinds) {
    return kinds.stream().map(BlockKind::path).toList();
  }

  private static String refusal() {
    return assertThrows(ConfigurationException.class, Strategies::onClassPath).getMessage();
  }

  @Test
  void ofThisProgramAreInTheOrderOfTheirPaths() {
    Strategies found = Strategies.onClassPath();
    assertEquals(
        List.of("grid", "search.latin", "search.random", "search.tpe"), paths(found.samplers()));
    assertEquals(
        List.of("search.halving", "search.median", "search.threshold"), paths(found.pruners()));
  }

  @Test
  void aSamplerOfAnotherJarIsFound() throws IOException {
    String text =
        """
        search.corners.c {
          name = "c{draw}"
          draws = 4
          lr = { uniform = [.25, .5] }
          nhid = { uniform = [3, 6] }
        }
        """;
    ConfigurationException unknown = assertThrows(ConfigurationException.class, () -> search(text));
    assertEquals(
        folder.resolve("s.conf")
            + ":1: search has no key corners; known: latin, random, tpe, halving, median, threshold",
        unknown.getMessage());
    addSampler(Corners.class.getName());
    Search search = search(text);
    assertEquals(
        List.of("c1 3 0.25", "c2 6 0.25", "c3 3 0.5", "c4 6 0.5"),
        search.first().stream().map(Proposal::run).map(StrategiesTest::shown).toList());
    assertEquals(List.of("search.corners.c: 4 runs, 4 draws of nhid, lr"), search.describe());
    assertEquals(
        List.of("grid", "search.corners", "search.latin", "search.random", "search.tpe"),
        paths(Strategies.onClassPath().samplers()));
  }

  private static String shown(RunSpec run) {
    return run.name() + " " + run.cell().nhid() + " " + run.optimizer().lr();
  }

  @Test
  void aPrunerOfAnotherJarIsFoundAndNeedsNoDefaults() throws IOException {
    add(Map.of(PrunerKind.class, FirstFew.Kind.class.getName()));
    String runs = "runs = [ { name = a }, { name = b, seed = 7 } ]\n";
    assertEquals(List.of(), search(runs).describe());
    String block = "search.first-few { rungs = [100], metric = valid_nll, many = 1 }\n";
    assertEquals(List.of("the first 1 of 2"), search(runs + block).describe());
    Map<String, String> missing =
        Map.of(
            "rungs = [100], metric = valid_nll", " has no many: must have one",
            "metric = valid_nll, many = 1", ".rungs: must be a list of iterations",
            "rungs = [100], many = 1",
                " has no metric: must be one of valid_error, best_valid_error, valid_nll, train_nll, hold");
    missing.forEach(
        (keys, fault) -> {
          String text = runs + "search.first-few { " + keys + " }\n";
          String message =
              assertThrows(ConfigurationException.class, () -> search(text)).getMessage();
          assertEquals(folder.resolve("s.conf") + ":2: search.first-few" + fault, message);
        });
  }

  @Test
  void twoOfThemCannotHaveTheSamePath() throws IOException {
    addSampler(OtherTpe.class.getName());
    assertEquals(
        "class path: org.throughtime.sweep.plugin.OtherTpe and"
            + " org.throughtime.sweep.strategy.Tpe$Kind both read search.tpe: must be one of them;"
            + " remove the jar of the other",
        refusal());
  }

  @Test
  void theSameOneTwiceIsOne() throws IOException {
    addSampler(Corners.class.getName());
    addSampler(Corners.class.getName());
    assertEquals(5, Strategies.onClassPath().samplers().size());
  }

  @Test
  void whatCannotBeLoadedIsToldInOneLine() throws IOException {
    addSampler("org.example.Missing");
    assertEquals(
        "class path: META-INF/services: org.throughtime.sweep.strategy.SamplerKind: Provider"
            + " org.example.Missing not found; must be public classes with a public constructor"
            + " without arguments",
        refusal());
  }
}
