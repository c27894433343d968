package org.throughtime.sweep.strategy;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.throughtime.model.train.RunFlags;
import org.throughtime.sweep.config.value.Block;
import org.throughtime.sweep.config.value.ConfigurationException;
import org.throughtime.sweep.config.value.Defaults;
import org.throughtime.sweep.config.value.Values;
import org.throughtime.sweep.config.value.Where;

/**
 * Settings of which some flags are drawn. Each draw is a block of a grid, so that a list of values
 * (seeds, say) multiplies within each.
 */
final class DrawnSettings {
  private static final String SHOWN = "{draw}";

  private final Block plain;
  private final Layers layers;
  private final int draws;
  private final List<DrawnFlag> flags = new ArrayList<>();

  /**
   * Reads a block.
   *
   * @param block flags and distributions, and nothing else
   * @param draws how many settings there will be, at most
   * @throws ConfigurationException where nothing is drawn, or a condition cannot be told
   */
  DrawnSettings(Block block, Layers layers, int draws) {
    this.layers = layers;
    this.draws = draws;
    Map<String, Object> typed = Defaults.run().flags();
    Block rest = block;
    for (String flag : RunFlags.NAMES) {
      if (!flag.equals("name") && rest.get(flag) instanceof ConfigObject object) {
        String path = block.path() + "." + flag;
        flags.add(DrawnFlag.read(path, flag, object, typed.get(flag).getClass()));
        rest = rest.without(flag);
      }
    }
    this.plain = rest;
    if (flags.isEmpty()) {
      throw new ConfigurationException(
          block.where()
              + ": "
              + block.path()
              + " draws nothing: must have a flag as lr = { log-uniform = [.001, .1] }");
    }
    flags.forEach(this::requireConditions);
  }

  private void requireConditions(DrawnFlag flag) {
    for (String other : flag.conditions().keySet()) {
      boolean conditional =
          flags.stream().anyMatch(d -> d.flag().equals(other) && !d.conditions().isEmpty());
      boolean list = plain.get(other) instanceof ConfigList;
      if (conditional || list) {
        throw new ConfigurationException(
            Where.of(flag.origin())
                + ": "
                + plain.path()
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

  /** The drawn flags, in the order of {@link RunFlags#NAMES}. */
  List<DrawnFlag> flags() {
    return List.copyOf(flags);
  }

  /** How many settings there will be, at most. */
  int draws() {
    return draws;
  }

  /**
   * The runs of one draw.
   *
   * @param draw its number, from 1
   * @param texts values by drawn flag; one whose condition does not hold may be left out
   */
  Grid runs(int draw, Map<String, String> texts) {
    ConfigObject block = plain.object();
    for (DrawnFlag flag : flags) {
      String text = texts.get(flag.flag());
      if (text != null && applies(flag, texts)) {
        block =
            block.withValue(
                flag.flag(), ConfigValueFactory.fromAnyRef(text).withOrigin(flag.origin()));
      }
    }
    return new Grid(new Block(plain.path(), named(block, draw)), layers);
  }

  /**
   * Whether the condition of a flag holds.
   *
   * @param texts values by flag of those flags that are drawn before it
   */
  boolean applies(DrawnFlag flag, Map<String, String> texts) {
    return flag.applies(other -> texts.containsKey(other) ? texts.get(other) : text(other));
  }

  private String text(String flag) {
    ConfigValue value = plain.get(flag);
    ConfigValue given = value == null ? layers.defaults().get(flag) : value;
    Values.requireSingle(flag, given);
    return Values.text(given);
  }

  /** The name shows the number of the draw, with as many digits as the last one has. */
  private ConfigObject named(ConfigObject block, int draw) {
    ConfigValue name =
        block.containsKey("name") ? block.get("name") : layers.defaults().get("name");
    Values.requireSingle("name", name);
    String template = Values.text(name);
    String number = String.format(Locale.ROOT, "%0" + Integer.toString(draws).length() + "d", draw);
    String shown =
        template.contains(SHOWN) ? template.replace(SHOWN, number) : template + "_d" + number;
    return block.withValue("name", ConfigValueFactory.fromAnyRef(shown).withOrigin(name.origin()));
  }
}
