package org.throughtime.sweep.strategy;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.value.ConfigBlock;
import org.throughtime.sweep.config.value.ConfigurationException;
import org.throughtime.sweep.config.value.Where;

/** Reads which runs a sweep file asks for: {@code runs}, {@code grid} and {@code search}. */
public final class SearchReader {
  private static final int MOST_RUNS = 100_000;
  private static final String SEARCH = "search";

  private final ConfigObject file;
  private final Layers layers;
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
    for (SamplerKind kind : Strategies.SAMPLERS) {
      ConfigValue blocks = isOfSearch(kind) ? search.get(kind.key()) : file.get(kind.path());
      if (blocks != null) {
        kind.read(ConfigBlock.of(kind.path(), blocks), layers).forEach(this::add);
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

  private static boolean isOfSearch(SamplerKind kind) {
    return kind.path().startsWith(SEARCH + ".");
  }

  private static List<String> keys() {
    return Stream.concat(
            Strategies.SAMPLERS.stream().filter(SearchReader::isOfSearch).map(SamplerKind::key),
            Strategies.PRUNERS.stream().map(PrunerKind::key))
        .toList();
  }

  private void add(SamplerKind.Placed placed) {
    if (origins.size() + placed.sampler().size() > MOST_RUNS) {
      String fault = " makes the sweep larger than %s runs: must have fewer or shorter lists";
      throw placed.block().error(fault.formatted(MOST_RUNS));
    }
    Sampler sampler = placed.sampler();
    if (!sampler.isComplete()) {
      add(sampler);
      return;
    }
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
      String other = taken.equals(run.where()) ? "the same place" : taken;
      throw new ConfigurationException(
          "%s: name %s is taken, by the run at %s; %s"
              .formatted(run.where(), run.name(), other, run.remedy()));
    }
  }

  /** A sweep can have one. */
  private static Optional<Pruner> pruner(ConfigBlock search, Collection<RunSpec> runs) {
    Optional<Pruner> pruner = Optional.empty();
    ConfigBlock first = null;
    for (PrunerKind kind : Strategies.PRUNERS) {
      ConfigBlock block = search.below(kind.key());
      Optional<Pruner> read = kind.reader().apply(block, runs);
      if (read.isPresent() && pruner.isPresent()) {
        String other = Where.of(first.get("rungs"));
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
