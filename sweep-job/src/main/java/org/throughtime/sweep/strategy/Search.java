package org.throughtime.sweep.strategy;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.plan.RunCost;

/**
 * Samplers that propose runs, and a pruner that decides which of them continue. Neither depends on
 * the other, as in Optuna (T. Akiba et al., 2019).
 *
 * <p>The runs that the samplers propose at one time are a batch. A batch trains to the first rung
 * of the pruner. The runs that continue train to the next rung, and those of the last rung to their
 * ends. Then the samplers propose the next batch.
 */
public final class Search implements Strategy {
  private final List<Sampler> samplers;
  private final Optional<Pruner> pruner;
  private final List<List<Proposal>> batch = new ArrayList<>();
  private final Map<String, Sampler> owners = new HashMap<>();
  private final Round start;

  /**
   * @param samplers whose runs have different names
   * @param pruner empty where all runs train to their ends
   * @throws IllegalArgumentException where there is nothing to run
   */
  public Search(List<Sampler> samplers, Optional<Pruner> pruner) {
    this.samplers = List.copyOf(samplers);
    this.pruner = pruner;
    for (Sampler sampler : samplers) {
      List<Proposal> first = sampler.first();
      batch.add(first);
      Stream.concat(first.stream(), sampler.later().stream())
          .forEach(run -> owners.put(run.name(), sampler));
    }
    if (first().isEmpty()) {
      throw new IllegalArgumentException("a search has at least one run");
    }
    this.start = begin(first(), "");
  }

  /** The runs of the first batch, as they were written. */
  public List<Proposal> first() {
    return batch.stream().flatMap(List::stream).toList();
  }

  /** See {@link Sampler#extremes()}. */
  public List<RunSpec> extremes() {
    return samplers.stream().flatMap(sampler -> sampler.extremes().stream()).toList();
  }

  /** The runs of the first batch, and those with the extreme values that later ones may have. */
  public List<RunSpec> examples() {
    return Stream.concat(first().stream().map(Proposal::run), extremes().stream()).toList();
  }

  /** Who decides which runs go on. */
  public Optional<Pruner> pruner() {
    return pruner;
  }

  @Override
  public Set<String> names() {
    return Set.copyOf(owners.keySet());
  }

  /** The same, several names of one specification counted once. */
  public int specifications() {
    return size() - first().size() + firstSpecifications();
  }

  private int firstSpecifications() {
    return distinct(first().stream().map(Proposal::run).toList()).size();
  }

  @Override
  public Optional<Round> next(List<CompleteRound> earlier) {
    if (earlier.isEmpty()) {
      return Optional.of(start);
    }
    CompleteRound last = earlier.get(earlier.size() - 1);
    return last.round().until() == Round.END ? nextBatch(earlier) : Optional.of(nextRung(last));
  }

  private Round begin(List<Proposal> runs, String note) {
    int until = pruner.map(p -> p.rungs().get(0)).orElse(Round.END);
    return new Round(RunCost.longestFirst(runs.stream().map(Proposal::run).toList()), until, note);
  }

  private Round nextRung(CompleteRound last) {
    Pruner who = pruner.orElseThrow();
    List<RunSpec> runs = last.round().runs();
    // A specification has one place on a rung, however many names it has.
    List<RunSpec> distinct = distinct(runs);
    Set<String> left =
        who.goOn(distinct, run -> last.results().of(run, who.metric())).stream()
            .map(RunSpec::hash)
            .collect(Collectors.toSet());
    int rung = last.round().until();
    int next = who.rungs().stream().filter(r -> r > rung).findFirst().orElse(Round.END);
    String note =
        "rung %s: %s of %s runs continue by %s"
            .formatted(rung, left.size(), distinct.size(), who.metric().name());
    return new Round(runs.stream().filter(run -> left.contains(run.hash())).toList(), next, note);
  }

  /** The first run of each specification, in order. */
  private static List<RunSpec> distinct(List<RunSpec> runs) {
    Map<String, RunSpec> distinct = new LinkedHashMap<>();
    runs.forEach(run -> distinct.putIfAbsent(run.hash(), run));
    return List.copyOf(distinct.values());
  }

  private Optional<Round> nextBatch(List<CompleteRound> earlier) {
    Map<RunSpec, Trial> trials = new LinkedHashMap<>();
    for (CompleteRound complete : earlier) {
      for (RunSpec run : complete.round().runs()) {
        trials.put(run, new Trial(run, complete.round().until(), complete.results()));
      }
    }
    Map<Sampler, List<Trial>> own =
        trials.values().stream().collect(groupingBy(trial -> owners.get(trial.run().name())));
    List<Proposal> runs =
        samplers.stream().flatMap(s -> s.next(own.getOrDefault(s, List.of())).stream()).toList();
    String note = runs.size() + " more runs, from the results of " + trials.size();
    return runs.isEmpty() ? Optional.empty() : Optional.of(begin(runs, note));
  }

  @Override
  public List<String> describe() {
    List<String> lines = new ArrayList<>();
    samplers.forEach(sampler -> sampler.describe().ifPresent(lines::add));
    boolean grows = size() > first().size();
    String again = grows ? "; the runs of later rounds likewise" : "";
    pruner.ifPresent(who -> lines.add(who.describe(firstSpecifications()) + again));
    severalNames().ifPresent(lines::add);
    return lines;
  }

  private Optional<String> severalNames() {
    Map<String, List<String>> names =
        first().stream()
            .collect(
                groupingBy(
                    proposal -> proposal.run().hash(),
                    LinkedHashMap::new,
                    mapping(Proposal::name, toList())));
    List<String> shared =
        names.values().stream()
            .filter(each -> each.size() > 1)
            .map(each -> String.join(" = ", each))
            .toList();
    return shared.isEmpty()
        ? Optional.empty()
        : Optional.of("runs of the same specification, which count once: " + ShortList.of(shared));
  }
}
