package org.throughtime.sweep.strategy;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.value.Block;
import org.throughtime.sweep.config.value.ConfigurationException;

/** Reads which runs a sweep file asks for: {@code runs}, {@code grid} and {@code search}. */
public final class SearchReader {
  private static final int MOST_RUNS = 100_000;
  private static final String SEARCH = "search";

  private final ConfigObject file;
  private final Layers layers;
  private final List<Sampler> samplers = new ArrayList<>();
  private final Map<String, String> origins = new LinkedHashMap<>();

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
    Block search = Block.of(SEARCH, file.get(SEARCH));
    search.require(keys());
    if (file.get("runs") != null) {
      add(ListedRuns.read(file.get("runs"), layers));
    }
    for (SamplerKind kind : Strategies.SAMPLERS) {
      ConfigValue blocks = isOfSearch(kind) ? search.get(kind.key()) : file.get(kind.path());
      if (blocks != null) {
        kind.read(Block.of(kind.path(), blocks), layers).forEach(this::add);
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
      throw new ConfigurationException(
          placed.block().where()
              + ": "
              + placed.block().path()
              + " makes the sweep larger than "
              + MOST_RUNS
              + " runs: must have fewer or shorter lists");
    }
    add(placed.sampler());
  }

  private void add(Sampler sampler) {
    sampler.first().forEach(this::take);
    sampler.later().forEach(this::take);
    samplers.add(sampler);
  }

  private void take(Proposal run) {
    String taken = origins.putIfAbsent(run.name(), run.where());
    if (taken != null) {
      String other = taken.equals(run.where()) ? "the same place" : taken;
      throw new ConfigurationException(
          run.where()
              + ": name "
              + run.name()
              + " is taken, by the run at "
              + other
              + "; "
              + run.remedy());
    }
  }

  /** A sweep can have one. */
  private static Optional<Pruner> pruner(Block search, Collection<RunSpec> runs) {
    Optional<Pruner> pruner = Optional.empty();
    Block first = null;
    for (PrunerKind kind : Strategies.PRUNERS) {
      Block block = search.below(kind.key());
      Optional<Pruner> read = kind.reader().read(block, runs);
      if (read.isPresent() && pruner.isPresent()) {
        throw new ConfigurationException(
            block.where("rungs")
                + ": "
                + block.path()
                + ".rungs: must be [] where "
                + first.path()
                + " has rungs ("
                + first.where("rungs")
                + ")");
      }
      if (read.isPresent()) {
        pruner = read;
        first = block;
      }
    }
    return pruner;
  }
}
