package org.throughtime.sweep.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A sampler that leaves out runs whose specifications are known under other names. Of runs that are
 * not listed one by one, each specification is trained once.
 *
 * @param sampler whose runs these are
 * @param first those that are left
 * @param folded every run that is left out, with the name that stands for it
 */
record NewSpecifications(Sampler sampler, List<Proposal> first, List<String> folded)
    implements Sampler {
  NewSpecifications {
    first = List.copyOf(first);
    folded = List.copyOf(folded);
  }

  /**
   * The runs of a sampler that are new.
   *
   * @param sampler one that {@linkplain Sampler#isComplete is complete}
   * @param known names by spec_hash; it grows by what is new
   */
  static Sampler of(Sampler sampler, Map<String, String> known) {
    List<Proposal> fresh = new ArrayList<>();
    List<String> folded = new ArrayList<>();
    for (Proposal proposal : sampler.first()) {
      String there = known.putIfAbsent(proposal.run().hash(), proposal.name());
      if (there == null) {
        fresh.add(proposal);
      } else {
        folded.add(proposal.name() + " = " + there);
      }
    }
    return folded.isEmpty() ? sampler : new NewSpecifications(sampler, fresh, folded);
  }

  @Override
  public double size() {
    return first.size();
  }

  @Override
  public Optional<String> describe() {
    String words = "left out, same specification as another run: " + ShortList.of(folded);
    return Optional.of(sampler.describe().map(line -> line + "; ").orElse("") + words);
  }
}
