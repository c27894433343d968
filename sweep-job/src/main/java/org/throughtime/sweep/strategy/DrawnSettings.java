package org.throughtime.sweep.strategy;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.throughtime.model.train.RunFlags;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.value.ConfigBlock;
import org.throughtime.sweep.config.value.ConfigurationException;
import org.throughtime.sweep.config.value.Values;
import org.throughtime.sweep.config.value.Where;

/**
 * Settings with drawn flags. Each draw is a block of a grid, so a list of values, such as seeds,
 * multiplies within each draw.
 */
public final class DrawnSettings {
  /** What stands in a block, for messages. */
  public static final String EXAMPLE = "draws = ...";

  private static final String SHOWN = "{draw}";

  private static final int MOST_DRAWS = 100_000;

  private final ConfigBlock plain;
  private final Layers layers;
  private final int draws;
  private final int seed;
  private final List<DrawnFlag> flags = new ArrayList<>();

  /**
   * Reads a block.
   *
   * @param block flags and distributions, {@code draws} and {@code draw-seed}, and nothing else
   * @throws ConfigurationException where the number of draws is missing, nothing is drawn, or a
   *     condition cannot be told
   */
  public DrawnSettings(ConfigBlock block, Layers layers) {
    this.layers = layers;
    requireDraws(block);
    this.draws = block.whole("draws", 1, MOST_DRAWS);
    this.seed = block.whole("draw-seed", 1, 0, Integer.MAX_VALUE - 1);
    ConfigBlock rest = block.without("draws", "draw-seed");
    for (String flag : RunFlags.NAMES) {
      if (!flag.equals("name") && rest.get(flag) instanceof ConfigObject object) {
        ConfigBlock drawn = new ConfigBlock(block.path() + "." + flag, object);
        flags.add(DrawnFlag.read(flag, drawn));
        rest = rest.without(flag);
      }
    }
    this.plain = rest;
    if (flags.isEmpty()) {
      throw block.error(" draws nothing: must have a flag as lr = { log-uniform = [.001, .1] }");
    }
    flags.forEach(this::requireConditions);
  }

  /**
   * @throws ConfigurationException where a block does not say how many draws there are
   */
  static void requireDraws(ConfigBlock block) {
    if (block.get("draws") == null) {
      throw block.error(" has no draws: must say how many");
    }
  }

  private void requireConditions(DrawnFlag flag) {
    for (String other : flag.conditions().keySet()) {
      boolean conditional =
          flags.stream().anyMatch(d -> d.flag().equals(other) && d.isConditional());
      boolean list = plain.get(other) instanceof ConfigList;
      if (conditional || list) {
        String fault = list ? " is a list here; must be a choice" : " must have no when of its own";
        String path = plain.path() + "." + flag.flag() + ".when." + other;
        throw new ConfigurationException(
            Where.of(flag.origin()) + ": " + path + ": " + other + fault);
      }
    }
  }

  /** The drawn flags, in the order of {@link RunFlags#NAMES}. */
  public List<DrawnFlag> flags() {
    return List.copyOf(flags);
  }

  /** How many settings there will be, at most. */
  public int draws() {
    return draws;
  }

  /** Of the stream that they are drawn from. */
  public int seed() {
    return seed;
  }

  /** What tells settings apart: the values of the drawn flags, as their runs have them. */
  List<String> key(RunSpec run) {
    Map<String, Object> values = run.flags();
    return flags.stream().map(flag -> RunFlags.format(values.get(flag.flag()))).toList();
  }

  /** Names of flags, for the plan. */
  public static String names(List<DrawnFlag> flags) {
    return flags.stream().map(DrawnFlag::flag).collect(Collectors.joining(", "));
  }

  /**
   * The runs of one draw.
   *
   * @param draw its number, from 1
   * @param texts values by drawn flag; one whose condition does not hold may be left out
   */
  public Grid runs(int draw, Map<String, String> texts) {
    ConfigObject block = plain.object();
    for (DrawnFlag flag : flags) {
      String text = texts.get(flag.flag());
      if (text != null && applies(flag, texts)) {
        block = block.withValue(flag.flag(), Values.of(text, flag.origin()));
      }
    }
    return new Grid(new ConfigBlock(plain.path(), named(block, draw)), layers);
  }

  /**
   * The runs of one draw.
   *
   * @param draw its number, from 1
   * @param point for each of {@link #flags} the argument of {@link Distribution#draw}
   */
  Grid runs(int draw, double[] point) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (int i = 0; i < flags.size(); i++) {
      DrawnFlag flag = flags.get(i);
      texts.put(flag.flag(), flag.distribution().draw(point[i]));
    }
    return runs(draw, texts);
  }

  /**
   * Whether the condition of a flag holds.
   *
   * @param texts values by flag of those flags that are drawn before it
   */
  public boolean applies(DrawnFlag flag, Map<String, String> texts) {
    return flag.applies(other -> texts.containsKey(other) ? texts.get(other) : text(other));
  }

  private String text(String flag) {
    return Values.single(flag, layers.value(plain.object(), flag));
  }

  /** The name shows the number of the draw, with as many digits as the last one has. */
  private ConfigObject named(ConfigObject block, int draw) {
    ConfigValue name = layers.value(block, "name");
    String template = Values.single("name", name);
    String number = String.format(Locale.ROOT, "%0" + Integer.toString(draws).length() + "d", draw);
    String shown =
        template.contains(SHOWN) ? template.replace(SHOWN, number) : template + "_d" + number;
    return block.withValue("name", Values.of(shown, name.origin()));
  }
}
