package org.throughtime.sweep.strategy;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.value.Block;
import org.throughtime.sweep.config.value.ConfigurationException;
import org.throughtime.sweep.config.value.Values;

/**
 * The tree-structured Parzen estimator (J. Bergstra, R. Bardenet, Y. Bengio and B. Kegl, Algorithms
 * for hyper-parameter optimization, 2011, section 4), in rounds: one block of {@code search.tpe}.
 *
 * <p>The first settings are drawn at random, the later ones as {@link TpeProposer} says. Replicates
 * and lists of values multiply within each.
 */
final class Tpe implements Sampler {
  static final SamplerKind KIND = new SamplerKind("search.tpe", "draws = ...", Tpe::new);

  private final String path;
  private final DrawCount count;
  private final TpeSettings tpe;
  private final DrawnSettings settings;
  private final Map<String, String> overridden = new LinkedHashMap<>();
  private final TpeProposer proposer;
  private final List<Map<String, String>> startup;

  /**
   * Reads a block.
   *
   * @throws ConfigurationException where a key is unknown, a value is wrong, nothing is drawn, or
   *     the name shows what is drawn
   */
  private Tpe(Block block, Layers layers) {
    this.path = block.path();
    this.count = DrawCount.read(block);
    this.tpe = TpeSettings.read(block);
    this.settings =
        new DrawnSettings(
            block.without(DrawCount.KEYS).without(TpeSettings.KEYS), layers, count.draws());
    layers
        .overrides()
        .forEach(
            (flag, value) -> {
              Values.requireSingle(flag, value);
              overridden.put(flag, Values.text(value));
            });
    this.proposer = new TpeProposer(settings, overridden, count.seed(), tpe);
    this.startup =
        proposer.propose(new Ranking(List.of()), 1, Math.min(tpe.startup(), count.draws()));
    requireKnownNames(block);
  }

  private void requireKnownNames(Block block) {
    Set<String> shown = settings.runs(1, startup.get(0)).template().flags();
    for (DrawnFlag flag : settings.flags()) {
      if (shown.contains(flag.flag())) {
        String where = block.get("name") == null ? block.where() : block.where("name");
        throw new ConfigurationException(
            where
                + ": "
                + path
                + ".name shows {"
                + flag.flag()
                + "}, which depends on results: must be a name without it; {draw} tells draws"
                + " apart");
      }
    }
  }

  @Override
  public double size() {
    return count.draws() * settings.runs(1, startup.get(0)).size();
  }

  @Override
  public List<Proposal> first() {
    return runs(startup, 1);
  }

  @Override
  public List<Proposal> next(List<Trial> trials) {
    Ranking ranking = Ranking.of(trials, tpe.metric(), proposer::key);
    int draw = ranking.settings().size() + 1;
    return runs(
        proposer.propose(ranking, draw, Math.min(tpe.batch(), count.draws() - draw + 1)), draw);
  }

  @Override
  public List<Proposal> later() {
    int begun = startup.size();
    return runs(Collections.nCopies(count.draws() - begun, startup.get(0)), begun + 1);
  }

  @Override
  public List<RunSpec> extremes() {
    List<UnaryOperator<Map<String, String>>> changes = new ArrayList<>();
    changes.add(texts -> texts);
    for (DrawnFlag flag : proposer.flags()) {
      for (String text : flag.distribution().extremes()) {
        changes.add(texts -> with(texts, flag.flag(), text));
      }
    }
    Map<String, String> least = new LinkedHashMap<>(overridden);
    Map<String, String> most = new LinkedHashMap<>(overridden);
    for (DrawnFlag flag : proposer.flags()) {
      List<String> ends = flag.distribution().extremes();
      least.put(flag.flag(), ends.get(0));
      most.put(flag.flag(), ends.get(ends.size() - 1));
    }
    return Stream.of(least, most)
        .flatMap(around -> changes.stream().map(change -> change.apply(around)))
        .flatMap(texts -> settings.runs(1, texts).first().stream().map(Proposal::run))
        .distinct()
        .toList();
  }

  private static Map<String, String> with(Map<String, String> texts, String flag, String text) {
    Map<String, String> changed = new LinkedHashMap<>(texts);
    changed.put(flag, text);
    return changed;
  }

  @Override
  public Optional<String> describe() {
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%s: %.0f runs, %d draws of %s: %d at random, then %d at a time by %s of those before",
            path,
            size(),
            count.draws(),
            proposer.flags().stream().map(DrawnFlag::flag).collect(joining(", ")),
            startup.size(),
            tpe.batch(),
            tpe.metric().name()));
  }

  private List<Proposal> runs(List<Map<String, String>> proposed, int from) {
    return IntStream.range(0, proposed.size())
        .mapToObj(i -> settings.runs(from + i, proposed.get(i)))
        .flatMap(grid -> grid.first().stream())
        .toList();
  }
}
