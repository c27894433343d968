package org.throughtime.sweep.strategy;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughtime.model.train.RunFlags;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.value.ConfigBlock;
import org.throughtime.sweep.config.value.ConfigurationException;
import org.throughtime.sweep.config.value.Where;

/** Reads the runs of a sweep file from {@code runs}, {@code grid} and {@code search}. */
public final class SearchReader {
  private static final int MOST_RUNS = 100_000;

  /** The object of a sweep file that holds blocks of samplers and pruners. */
  static final String SEARCH = "search";

  private final ConfigObject file;
  private final Layers layers;
  private final Strategies strategies = Strategies.onClassPath();
  private final List<Sampler> samplers = new ArrayList<>();
  private final Map<String, String> origins = new LinkedHashMap<>();

  /** The first name of each specification, by spec_hash. */
  private final Map<String, String> specifications = new HashMap<>();

  /**
   * @param file all of a sweep file, over {@code reference.conf}
   * @param layers around the flags of each run
   */
  public SearchReader(ConfigObject file, Layers layers) {
    this.file = file;
    this.layers = layers;
  }

  /**
   * Reads it.
   *
   * @return empty where there is nothing to run
   * @throws ConfigurationException where anything is wrong
   */
  public Optional<Search> read() {
    ConfigBlock search = ConfigBlock.of(SEARCH, file.get(SEARCH));
    search.require(keys());
    if (file.get("runs") != null) {
      add(ListedRuns.read(file.get("runs"), layers));
    }
    for (SamplerKind kind : strategies.samplers()) {
      ConfigValue blocks = isOfSearch(kind) ? search.get(kind.key()) : file.get(kind.path());
      if (blocks != null) {
        addBlocks(kind, ConfigBlock.of(kind.path(), blocks));
      }
    }
    List<RunSpec> runs =
        samplers.stream()
            .flatMap(
                s -> Stream.concat(s.first().stream().map(Proposal::run), s.extremes().stream()))
            .toList();
    return runs.isEmpty()
        ? Optional.empty()
        : Optional.of(new Search(samplers, pruner(search, runs)));
  }

  /** For the name of every run that there will be where it was written. */
  public Map<String, String> origins() {
    return Collections.unmodifiableMap(origins);
  }

  private static boolean isOfSearch(BlockKind kind) {
    return kind.path().startsWith(SEARCH + ".");
  }

  private List<String> keys() {
    return Stream.concat(strategies.samplers().stream(), strategies.pruners().stream())
        .filter(SearchReader::isOfSearch)
        .map(BlockKind::key)
        .toList();
  }

  /** Takes them in the order of their names: HOCON objects have none. */
  private void addBlocks(SamplerKind kind, ConfigBlock blocks) {
    if (blocks.object().isEmpty()) {
      throw blocks.error(
          " is empty: must hold a block, %s { NAME { %s } }".formatted(kind.key(), kind.example()));
    }
    requireNames(kind, blocks);
    for (String name : new TreeSet<>(blocks.object().keySet())) {
      ConfigBlock block = ConfigBlock.of(blocks.path() + "." + name, blocks.get(name));
      Sampler sampler = kind.read(block, layers);
      if (origins.size() + sampler.size() > MOST_RUNS) {
        String fault = " makes the sweep larger than %s runs; shorten its lists";
        throw block.error(fault.formatted(MOST_RUNS));
      }
      if (sampler.isComplete()) {
        addNew(sampler);
      } else {
        add(sampler);
      }
    }
  }

  /** Whether a block of a grid can have this key. */
  public static boolean isFlag(String key) {
    return RunFlags.NAMES.contains(key) || key.equals(Seeds.KEY);
  }

  /** Refuses what belongs into a block, and stands where its name is missing. */
  private static void requireNames(SamplerKind kind, ConfigBlock blocks) {
    List<String> inner =
        blocks.object().keySet().stream()
            .filter(key -> isFlag(key) || kind.example().startsWith(key + " "))
            .sorted(Comparator.comparingInt(key -> blocks.get(key).origin().lineNumber()))
            .toList();
    if (inner.stream().anyMatch(key -> !(blocks.get(key) instanceof ConfigObject))) {
      String first = inner.get(0);
      String block =
          inner.stream().map(key -> key + " = ...").collect(Collectors.joining(", ", "{ ", " }"));
      throw blocks.error(
          first, ": a block has a name; write %s { NAME %s }".formatted(blocks.path(), block));
    }
  }

  /** Without the runs whose specifications have other names already. */
  private void addNew(Sampler sampler) {
    sampler.first().forEach(this::take);
    Sampler fresh = NewSpecifications.of(sampler, specifications);
    Set<String> left = fresh.first().stream().map(Proposal::name).collect(Collectors.toSet());
    sampler.first().stream()
        .map(Proposal::name)
        .filter(name -> !left.contains(name))
        .forEach(origins::remove);
    samplers.add(fresh);
  }

  private void add(Sampler sampler) {
    sampler.first().forEach(this::take);
    sampler.first().forEach(run -> specifications.putIfAbsent(run.run().hash(), run.name()));
    sampler.later().forEach(this::take);
    samplers.add(sampler);
  }

  private void take(Proposal run) {
    String taken = origins.putIfAbsent(run.name(), run.where());
    if (taken != null) {
      String fault =
          taken.equals(run.where())
              ? "several runs would have the name " + run.name()
              : "name " + run.name() + " is taken, by the run at " + taken;
      throw new ConfigurationException(run.where() + ": " + fault + "; " + run.remedy());
    }
  }

  /** A sweep can have one. */
  private Optional<Pruner> pruner(ConfigBlock search, Collection<RunSpec> runs) {
    Optional<Pruner> pruner = Optional.empty();
    ConfigBlock first = null;
    for (PrunerKind kind : strategies.pruners()) {
      Optional<ConfigBlock> written = search.below(kind.key());
      if (written.isEmpty()) {
        continue;
      }
      ConfigBlock block = written.get();
      Optional<Pruner> read = kind.read(block, runs);
      if (read.isPresent() && pruner.isPresent()) {
        String other = Where.of(first.object().getOrDefault("rungs", first.object()));
        throw block.error(
            "rungs", ": must be [] where " + first.path() + " has rungs (" + other + ")");
      }
      if (read.isPresent()) {
        pruner = read;
        first = block;
      }
    }
    return pruner;
  }
}
