package org.throughtime.sweep.strategy;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.value.ConfigurationException;
import org.throughtime.sweep.config.value.RunDraft;

/**
 * Runs that a sweep file lists one by one.
 *
 * @param first the runs, in order
 */
public record ListedRuns(List<Proposal> first) implements Sampler {
  private static final String REMEDY = "give every run a name of its own";

  public ListedRuns {
    first = List.copyOf(first);
  }

  /** Runs that were written nowhere. */
  public static ListedRuns of(List<RunSpec> runs) {
    return new ListedRuns(runs.stream().map(run -> new Proposal(run, run.name(), REMEDY)).toList());
  }

  /** One run. */
  public static ListedRuns of(RunDraft run) {
    return new ListedRuns(List.of(Proposal.of(run, REMEDY)));
  }

  /**
   * Reads the list {@code runs} of a sweep file.
   *
   * @param value of {@code runs}
   * @throws ConfigurationException where it is no list of runs, or a run has a flag that it cannot
   *     have
   */
  static ListedRuns read(ConfigValue value, Layers layers) {
    if (!(value instanceof ConfigList list)) {
      throw new ConfigurationException(value, "runs must be a list: runs = [ { ... }, { ... } ]");
    }
    List<Proposal> runs = new ArrayList<>();
    for (ConfigValue element : list) {
      if (!(element instanceof ConfigObject run)) {
        throw new ConfigurationException(
            element, "a run must be an object: { name = ..., task = ..., ... }");
      }
      runs.add(Proposal.of(layers.around(run.origin(), run), REMEDY));
    }
    return new ListedRuns(runs);
  }

  @Override
  public double size() {
    return first.size();
  }

  @Override
  public Optional<String> describe() {
    return Optional.empty();
  }
}
