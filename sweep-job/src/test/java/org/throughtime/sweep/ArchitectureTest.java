package org.throughtime.sweep;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which package may depend on which, for both modules.
 *
 * <p>A line of a table is {@code PACKAGE: DEPENDENCY...}. It names every other package of the
 * module that the package uses, and every one of {@link #LIBRARIES}. A package uses only packages
 * of lines above its own. To move an arrow, edit the table: the tests fail where a package or an
 * arrow is missing, and where one is left over.
 */
class ArchitectureTest {
  private static final String ROOT = "org.throughtime.";

  /** Packages of the libraries whose users the tables name; the others are free to use. */
  private static final List<String> LIBRARIES =
      List.of(
          "jdk.incubator.vector",
          "org.nd4j",
          "com.typesafe.config",
          "org.apache.spark",
          "org.apache.hadoop",
          "org.apache.parquet",
          "picocli",
          "org.jfree",
          "com.openhtmltopdf");

  private static final Module MODEL =
      Module.of(
          "model",
          """
          random:
          kernel:      jdk.incubator.vector
          number:
          flag:
          metric:
          task:        random flag
          diagnostics: kernel metric
          cell:        random kernel metric task diagnostics
          dynamics:    random metric task diagnostics cell
          optimizer:   flag kernel cell
          reference:   random metric task diagnostics cell org.nd4j
          train:       random number kernel flag metric task diagnostics cell dynamics optimizer reference
          """);

  /** Here {@code model} stands for all packages of that module. */
  private static final Module SWEEP_JOB =
      Module.of(
          "sweep",
          """
          plan:         model
          config.value: model com.typesafe.config
          strategy:     model plan config.value com.typesafe.config
          config:       model plan config.value strategy com.typesafe.config
          table:        model plan org.apache.parquet org.apache.hadoop
          store:        model config.value table com.typesafe.config org.apache.hadoop
          artifact:     model table org.nd4j
          resume:       model plan table store artifact org.apache.hadoop
          snapshot:     model table store resume org.apache.hadoop
          leaderboard:  model table snapshot
          digest:       model table store resume snapshot org.apache.parquet org.apache.hadoop
          answers:      model table
          chart:        model
          compact:      model table store snapshot org.apache.hadoop
          progress:     model plan table snapshot leaderboard
          job:          model plan strategy table store resume snapshot compact progress org.apache.spark
          query:        model plan config.value table store snapshot leaderboard org.apache.spark \
                        org.apache.hadoop
          report:       model plan table store snapshot leaderboard answers chart
          report.page:  model answers chart report
          report.pdf:   model answers chart report report.page org.jfree com.openhtmltopdf
          report.markdown: answers report
          reach:        store org.apache.hadoop
          watch:        model store snapshot report report.page
          warm:
          submission:   model table store artifact snapshot answers chart report report.pdf report.markdown \
                        org.apache.hadoop
          cli:          model plan config config.value strategy table store resume snapshot leaderboard digest \
                        progress job query report report.page report.pdf reach watch submission warm picocli org.apache.spark \
                        org.apache.hadoop
          """);

  /**
   * The classes of a module and its table.
   *
   * @param name of its root package, below {@link #ROOT}
   * @param table what each package may use, in the order of the lines
   */
  private record Module(String name, JavaClasses classes, Map<String, Set<String>> table) {
    static Module of(String name, String table) {
      Map<String, Set<String>> rows = new LinkedHashMap<>();
      for (String line : table.lines().toList()) {
        String[] cells = line.split(":", 2);
        rows.put(cells[0], new TreeSet<>(List.of(cells[1].trim().split(" +"))));
        rows.get(cells[0]).remove("");
      }
      JavaClasses classes =
          new ClassFileImporter()
              .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
              .importPackages(ROOT + name);
      return new Module(name, classes, rows);
    }

    /** A class's package as a line of the table names it. */
    String row(JavaClass of) {
      return of.getPackageName().substring((ROOT + name + ".").length());
    }

    /** What a class is part of, as a line of the table names it; empty where none names it. */
    String dependency(JavaClass used) {
      String in = used.getPackageName() + ".";
      if (in.startsWith(ROOT + name + ".")) {
        return row(used);
      }
      if (in.startsWith(ROOT)) {
        return in.substring(ROOT.length(), in.indexOf('.', ROOT.length()));
      }
      return LIBRARIES.stream()
          .filter(library -> in.startsWith(library + "."))
          .findFirst()
          .orElse("");
    }

    /** What each package uses, each with a place where it does. */
    Map<String, Map<String, String>> used() {
      Map<String, Map<String, String>> used = new TreeMap<>();
      for (JavaClass type : classes) {
        Map<String, String> row = used.computeIfAbsent(row(type), key -> new TreeMap<>());
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          String target = dependency(dependency.getTargetClass().getBaseComponentType());
          if (!target.isEmpty() && !target.equals(row(type))) {
            row.putIfAbsent(target, dependency.getDescription());
          }
        }
      }
      return used;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Stream<Module> modules() {
    return Stream.of(MODEL, SWEEP_JOB);
  }

  @ParameterizedTest
  @MethodSource("modules")
  void everyPackageHasALine(Module module) {
    assertEquals(new TreeSet<>(module.table().keySet()), module.used().keySet());
  }

  @ParameterizedTest
  @MethodSource("modules")
  void aPackageUsesWhatItsLineNamesAndNothingElse(Module module) {
    Set<String> faults = new TreeSet<>();
    module
        .used()
        .forEach(
            (name, used) -> {
              Set<String> named = module.table().getOrDefault(name, Set.of());
              used.forEach(
                  (dependency, where) -> {
                    if (!named.contains(dependency)) {
                      faults.add(name + " does not name " + dependency + ": " + where);
                    }
                  });
              named.stream()
                  .filter(dependency -> !used.containsKey(dependency))
                  .forEach(dependency -> faults.add(name + " does not use " + dependency));
            });
    assertEquals(Set.of(), faults, () -> String.join("\n", faults));
  }

  @ParameterizedTest
  @MethodSource("modules")
  void aLineNamesOnlyPackagesOfLinesAboveIt(Module module) {
    Set<String> below = new TreeSet<>(module.table().keySet());
    module
        .table()
        .forEach(
            (name, dependencies) -> {
              Set<String> upward = new TreeSet<>(dependencies);
              upward.retainAll(below);
              assertEquals(Set.of(), upward, name);
              below.remove(name);
            });
  }

  @ParameterizedTest
  @MethodSource("modules")
  void packagesHaveNoCycles(Module module) {
    slices()
        .matching(ROOT + module.name() + ".(**)")
        .should()
        .beFreeOfCycles()
        .check(module.classes());
  }

  /** The benchmarks, which measure the processor, are a module of their own. */
  @ParameterizedTest
  @MethodSource("modules")
  void onlyTheKernelsUseTheVectorApi(Module module) {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "model.kernel")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.incubator..")
        .check(module.classes());
  }

  @Test
  void noTwoClassesShareAName() {
    Set<String> names = new TreeSet<>();
    Set<String> shared =
        modules()
            .flatMap(module -> module.classes().stream())
            .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
            .map(JavaClass::getSimpleName)
            .filter(name -> !names.add(name))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Set.of(), shared);
  }

  @Test
  void theModelKnowsNoFilesAndNoClock() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.nio.file..", "java.time..")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(MODEL.classes());
  }
}
