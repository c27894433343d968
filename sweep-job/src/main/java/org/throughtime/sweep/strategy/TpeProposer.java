package org.throughtime.sweep.strategy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.throughtime.model.random.LegacyRandom;
import org.throughtime.model.train.RunFlags;
import org.throughtime.model.train.RunSpec;

/**
 * Proposes settings as the tree-structured Parzen estimator does.
 *
 * <p>The first settings are drawn at random. A later one has for each flag, of some candidates
 * drawn from the density l of the flag's values in the best settings so far, the one with the
 * greatest l / g, where g is the density in all others. Flags that a condition leaves out of a
 * setting count in neither. Settings that were proposed in the same round have no results yet and
 * count as bad ones, so that a round does not propose the same thing over and over.
 *
 * <p>A setting that a run diverged or failed in is never among the best. No setting is proposed
 * twice; where no new one is found the block ends.
 *
 * <p>Every draw has a stream of its own, from the seed and the number of the draw, so a proposal
 * depends on nothing else but the trials.
 */
final class TpeProposer {
  /** So many proposals that were there before, by the densities and then at random, are enough. */
  private static final int MOST_ATTEMPTS = 100;

  /** 2^32 by the golden ratio: seeds of draws that follow on each other are far apart. */
  private static final long STREAM_STEP = 0x9E3779B9L;

  private final DrawnSettings settings;
  private final Map<String, String> overridden;

  private final Tpe.Settings tpe;
  private final List<DrawnFlag> flags;

  /**
   * @param settings of the block
   * @param overridden values by flag that no draw changes
   */
  TpeProposer(DrawnSettings settings, Map<String, String> overridden, Tpe.Settings tpe) {
    this.settings = settings;
    this.overridden = Map.copyOf(overridden);

    this.tpe = tpe;
    // Conditions name flags that have none, so those are drawn first.
    this.flags =
        settings.flags().stream()
            .filter(flag -> !overridden.containsKey(flag.flag()))
            .sorted((a, b) -> Boolean.compare(a.isConditional(), b.isConditional()))
            .toList();
  }

  /** The flags that are drawn. */
  List<DrawnFlag> flags() {
    return flags;
  }

  /**
   * Settings that follow on those of a ranking; at random where none of it is good.
   *
   * @param from the number of the first
   * @param many how many, at most
   * @return for each the values by flag of those flags whose conditions hold
   */
  List<Map<String, String>> propose(Ranking ranking, int from, int many) {
    List<RunSpec> bad = new ArrayList<>(ranking.others(tpe.gamma()));
    Set<List<String>> known = new HashSet<>();
    ranking.settings().forEach(setting -> known.add(settings.key(setting.run())));
    List<Map<String, String>> proposed = new ArrayList<>();
    for (int draw = from; draw < from + many; draw++) {
      Map<DrawnFlag, Choice> choices = choices(ranking.best(tpe.gamma()), bad);
      Optional<Map<String, String>> texts = propose(choices, draw, known);
      if (texts.isEmpty()) {
        break;
      }
      proposed.add(texts.get());
      bad.add(settings.runs(draw, texts.get()).one());
    }
    return proposed;
  }

  private Optional<Map<String, String>> propose(
      Map<DrawnFlag, Choice> choices, int draw, Set<List<String>> known) {
    LegacyRandom random = new LegacyRandom((settings.seed() + draw * STREAM_STEP) & 0xFFFFFFFFL);
    for (int attempt = 0; attempt < 2 * MOST_ATTEMPTS; attempt++) {
      boolean atRandom = choices.isEmpty() || attempt >= MOST_ATTEMPTS;
      Map<String, String> texts = new LinkedHashMap<>(overridden);
      for (DrawnFlag flag : flags) {
        if (settings.applies(flag, texts)) {
          double u = atRandom ? random.nextDouble() : choices.get(flag).position(random);
          texts.put(flag.flag(), flag.distribution().draw(u));
        }
      }
      if (known.add(settings.key(settings.runs(draw, texts).one()))) {
        return Optional.of(texts);
      }
    }
    return Optional.empty();
  }

  /** Empty where no setting is good. */
  private Map<DrawnFlag, Choice> choices(List<RunSpec> best, List<RunSpec> others) {
    Map<DrawnFlag, Choice> choices = new HashMap<>();
    if (!best.isEmpty()) {
      flags.forEach(
          flag ->
              choices.put(
                  flag, new Choice(density(flag, best), density(flag, others), tpe.candidates())));
    }
    return choices;
  }

  private static ParzenDensity density(DrawnFlag flag, List<RunSpec> settings) {
    return ParzenDensity.of(
        flag.distribution(),
        settings.stream()
            .map(run -> (UnaryOperator<String>) other -> RunFlags.format(run.flags().get(other)))
            .filter(flag::applies)
            .mapToDouble(text -> flag.distribution().position(text.apply(flag.flag())))
            .toArray());
  }

  /**
   * Chooses the value of a flag.
   *
   * @param best density in the best settings
   * @param others density in all others
   * @param candidates how many are compared
   */
  private record Choice(ParzenDensity best, ParzenDensity others, int candidates) {
    double position(LegacyRandom random) {
      double chosen = Double.NaN;
      double greatest = -1;
      for (int i = 0; i < candidates; i++) {
        double position = best.sample(random);
        double improvement = best.at(position) / others.at(position);
        if (improvement > greatest) {
          greatest = improvement;
          chosen = position;
        }
      }
      return chosen;
    }
  }
}
