package org.throughtime.sweep.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.throughtime.model.random.LegacyRandom;
import org.throughtime.model.train.RunFlags;

/**
 * One block of {@code search.random}: settings of which some flags are drawn. Each draw is a block
 * of a grid, so that a list of values (seeds, say) multiplies within each.
 *
 * <p>A draw takes a number of the stream for every distribution of the block, in the order of
 * {@link RunFlags#NAMES}, whether its condition holds or not: the first ten of twenty draws are
 * those of ten.
 */
final class RandomBlock {
  private static final String DRAWS = "draws";
  private static final String DRAW_SEED = "draw-seed";
  private static final String SHOWN = "{draw}";
  private static final int MOST_DRAWS = 100_000;

  private final String path;
  private final ConfigObject plain;
  private final ConfigObject defaults;
  private final int draws;
  private final int seed;
  private final List<DrawnFlag> drawn = new ArrayList<>();

  /**
   * @param path of the block, for messages: {@code search.random.NAME}
   * @param block flags and distributions
   * @param defaults flags that the block does not name
   * @param typed values of all flags by default
   * @throws ConfigurationException where a key is no flag, or nothing can be drawn
   */
  RandomBlock(String path, ConfigObject block, ConfigObject defaults, Map<String, Object> typed) {
    this.path = path;
    this.defaults = defaults;
    ConfigValue count = block.get(DRAWS);
    if (count == null) {
      throw new ConfigurationException(
          Where.of(block) + ": " + path + " has no " + DRAWS + ": must say how many");
    }
    this.draws = Values.whole(path + "." + DRAWS, count, 1, MOST_DRAWS);
    ConfigValue draw = block.get(DRAW_SEED);
    this.seed =
        draw == null ? 1 : Values.whole(path + "." + DRAW_SEED, draw, 0, Integer.MAX_VALUE - 1);
    ConfigObject rest = block.withoutKey(DRAWS).withoutKey(DRAW_SEED);
    for (String flag : RunFlags.NAMES) {
      if (!flag.equals("name") && rest.get(flag) instanceof ConfigObject object) {
        drawn.add(DrawnFlag.read(path + "." + flag, flag, object, typed.get(flag).getClass()));
        rest = rest.withoutKey(flag);
      }
    }
    if (drawn.isEmpty()) {
      throw new ConfigurationException(
          Where.of(block)
              + ": "
              + path
              + " draws nothing: must have a flag as lr = { log-uniform = [.001, .1] }");
    }
    this.plain = rest;
    drawn.forEach(this::requireConditions);
  }

  private void requireConditions(DrawnFlag flag) {
    for (String other : flag.conditions().keySet()) {
      boolean conditional =
          drawn.stream().anyMatch(d -> d.flag().equals(other) && !d.conditions().isEmpty());
      boolean list = plain.get(other) instanceof ConfigList;
      if (conditional || list) {
        throw new ConfigurationException(
            Where.of(flag.origin())
                + ": "
                + path
                + "."
                + flag.flag()
                + ".when."
                + other
                + ": "
                + other
                + (list ? " is a list here; must be a choice" : " must have no when of its own"));
      }
    }
  }

  /** A block of a grid for every draw, in order. */
  List<ConfigObject> blocks() {
    LegacyRandom random = new LegacyRandom(seed);
    List<ConfigObject> blocks = new ArrayList<>();
    for (int draw = 1; draw <= draws; draw++) {
      Map<String, ConfigValue> values = new LinkedHashMap<>();
      for (DrawnFlag flag : drawn) {
        String text = flag.distribution().draw(random.nextDouble());
        values.put(flag.flag(), ConfigValueFactory.fromAnyRef(text).withOrigin(flag.origin()));
      }
      ConfigObject block = plain;
      for (DrawnFlag flag : drawn) {
        if (flag.applies(other -> text(other, values))) {
          block = block.withValue(flag.flag(), values.get(flag.flag()));
        }
      }
      blocks.add(named(block, draw));
    }
    return blocks;
  }

  private String text(String flag, Map<String, ConfigValue> values) {
    ConfigValue value = values.getOrDefault(flag, plain.get(flag));
    ConfigValue given = value == null ? defaults.get(flag) : value;
    Values.requireSingle(flag, given);
    return Values.text(given);
  }

  /** The name shows the number of the draw, with as many digits as the last one has. */
  private ConfigObject named(ConfigObject block, int draw) {
    ConfigValue name = block.containsKey("name") ? block.get("name") : defaults.get("name");
    Values.requireSingle("name", name);
    String template = Values.text(name);
    String number = String.format(Locale.ROOT, "%0" + Integer.toString(draws).length() + "d", draw);
    String shown =
        template.contains(SHOWN) ? template.replace(SHOWN, number) : template + "_d" + number;
    return block.withValue("name", ConfigValueFactory.fromAnyRef(shown).withOrigin(name.origin()));
  }
}
