package org.throughtime.sweep.strategy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.value.ConfigBlock;
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
  /** The object {@code search.tpe} of a sweep file. */
  public static final class Kind implements SamplerKind {
    @Override
    public String key() {
      return "tpe";
    }

    @Override
    public String example() {
      return DrawnSettings.EXAMPLE;
    }

    @Override
    public Sampler read(ConfigBlock block, Layers layers) {
      return new Tpe(block, layers);
    }
  }

  /**
   * How a block of {@code search.tpe} proposes settings.
   *
   * @param startup settings that are drawn at random
   * @param batch settings of a later round
   * @param gamma the share of the settings that counts as good, above 0 and below 1
   * @param candidates values that are compared for a flag
   * @param metric by which settings are ranked
   */
  record Settings(int startup, int batch, double gamma, int candidates, Metric<?, Double> metric) {
    static final String[] KEYS = {"startup", "batch", "gamma", "candidates", "metric"};
    private static final int MOST = 100_000;

    /**
     * Reads them; only {@code batch} and {@code metric} have to be there.
     *
     * @throws ConfigurationException where one is missing or out of range
     */
    static Settings read(ConfigBlock block) {
      for (String key : List.of("batch", "metric")) {
        if (block.get(key) == null) {
          throw block.error(" has no " + key + ": must have draws, batch and metric");
        }
      }
      return new Settings(
          block.whole("startup", 10, 1, MOST),
          block.whole("batch", 1, MOST),
          block.get("gamma") == null ? .25 : gamma(block),
          block.whole("candidates", 24, 1, MOST),
          block.requireMetric());
    }

    private static double gamma(ConfigBlock block) {
      double gamma = block.real("gamma");
      if (gamma <= 0 || gamma >= 1) {
        throw block.error("gamma", " = " + gamma + ": must be above 0 and below 1");
      }
      return gamma;
    }
  }

  private final String path;

  private final Settings tpe;
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
  private Tpe(ConfigBlock block, Layers layers) {
    this.path = block.path();
    DrawnSettings.requireDraws(block);
    this.tpe = Settings.read(block);
    this.settings = new DrawnSettings(block.without(Settings.KEYS), layers);
    layers.overrides().forEach((flag, value) -> overridden.put(flag, Values.single(flag, value)));
    this.proposer = new TpeProposer(settings, overridden, tpe);
    this.startup =
        proposer.propose(new Ranking(List.of()), 1, Math.min(tpe.startup(), settings.draws()));
    requireKnownNames(block);
    block.requireMeasured(tpe.metric(), extremes());
  }

  private void requireKnownNames(ConfigBlock block) {
    Set<String> shown = settings.runs(1, startup.get(0)).template().flags();
    for (DrawnFlag flag : settings.flags()) {
      if (shown.contains(flag.flag())) {
        String remedy = "must be a name without it; use {draw} to distinguish draws";
        throw block.error(
            "name", " shows {" + flag.flag() + "}, which depends on results: " + remedy);
      }
    }
  }

  @Override
  public double size() {
    return settings.draws() * settings.runs(1, startup.get(0)).size();
  }

  @Override
  public List<Proposal> first() {
    return runs(startup, 1);
  }

  @Override
  public List<Proposal> next(List<Trial> trials) {
    Ranking ranking = Ranking.of(trials, tpe.metric(), settings::key);
    int draw = ranking.settings().size() + 1;
    int many = Math.min(tpe.batch(), settings.draws() - draw + 1);
    return runs(proposer.propose(ranking, draw, many), draw);
  }

  @Override
  public List<Proposal> later() {
    int begun = startup.size();
    return runs(Collections.nCopies(settings.draws() - begun, startup.get(0)), begun + 1);
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
        "%s: %s runs, %s draws of %s: %s at random, then %s at a time, chosen by %s"
            .formatted(
                path,
                (long) size(),
                settings.draws(),
                DrawnSettings.names(proposer.flags()),
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
