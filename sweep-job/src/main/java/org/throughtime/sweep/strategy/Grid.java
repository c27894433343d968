package org.throughtime.sweep.strategy;

import static java.util.stream.Collectors.joining;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.throughtime.model.train.RunFlags;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.value.ConfigBlock;
import org.throughtime.sweep.config.value.ConfigurationException;
import org.throughtime.sweep.config.value.Defaults;
import org.throughtime.sweep.config.value.NameTemplate;
import org.throughtime.sweep.config.value.RunDraft;

/**
 * One block of a sweep file's {@code grid}: flags, of which those with a list of values multiply.
 *
 * <p>HOCON objects have no order, so the axes multiply in that of {@link RunFlags#NAMES}, the last
 * one fastest.
 */
public final class Grid implements Sampler {
  /** The object {@code grid} of a sweep file. */
  public static final class Kind implements SamplerKind {
    @Override
    public String key() {
      return "grid";
    }

    @Override
    public String path() {
      return key();
    }

    @Override
    public String example() {
      return "FLAG = [...]";
    }

    @Override
    public Sampler read(ConfigBlock block, Layers layers) {
      return new Grid(block, layers);
    }
  }

  private final String path;

  /** Whether the file has a name for its runs. */
  private final boolean isNamed;

  private final RunDraft fixed;
  private final Map<String, ConfigList> axes;

  /**
   * Reads a block.
   *
   * @param block flags, those with lists multiply
   * @throws ConfigurationException where a key is no flag, an axis has no values or the block no
   *     keys
   */
  Grid(ConfigBlock block, Layers layers) {
    if (block.object().isEmpty()) {
      throw block.error(" is empty: give it flags, or leave it out");
    }
    this.path = block.path();
    this.isNamed = !Defaults.wrote(layers.value(block.object(), "name"));
    this.fixed = layers.around(block.object().origin(), Seeds.in(block, layers));
    this.axes = new LinkedHashMap<>();
    for (String flag : RunFlags.NAMES) {
      if (fixed.value(flag) instanceof ConfigList list) {
        axes.put(flag, requireAxis(flag, list));
      }
    }
  }

  private ConfigList requireAxis(String flag, ConfigList values) {
    boolean name = flag.equals("name");
    if (name || values.isEmpty()) {
      String fault =
          name
              ? " is a list: must be one template with {FLAG} in it"
              : " = []: must have at least one value";
      throw new ConfigurationException(values, path + "." + flag + fault);
    }
    return values;
  }

  @Override
  public double size() {
    return axes.values().stream().mapToDouble(List::size).reduce(1, (a, b) -> a * b);
  }

  @Override
  public List<Proposal> first() {
    List<RunDraft> drafts = List.of(fixed);
    for (Map.Entry<String, ConfigList> axis : axes.entrySet()) {
      List<RunDraft> longer = new ArrayList<>();
      for (RunDraft draft : drafts) {
        for (ConfigValue value : axis.getValue()) {
          longer.add(draft.over(Map.of(axis.getKey(), value)));
        }
      }
      drafts = longer;
    }
    String remedy = howToTellApart();
    return drafts.stream().map(draft -> Proposal.of(draft, remedy)).toList();
  }

  /** One of the runs, with the first value of every list. */
  RunSpec one() {
    Map<String, ConfigValue> firsts = new LinkedHashMap<>();
    axes.forEach((flag, values) -> firsts.put(flag, values.get(0)));
    return fixed.over(firsts).toSpec();
  }

  @Override
  public boolean isComplete() {
    return true;
  }

  @Override
  public Optional<String> describe() {
    String lists =
        axes.entrySet().stream()
            .filter(axis -> axis.getValue().size() > 1)
            .map(axis -> axis.getValue().size() + " values of " + axis.getKey())
            .collect(joining(" x "));
    long runs = (long) size();
    String number = path + ": " + runs + (runs == 1 ? " run" : " runs");
    return Optional.of(lists.isEmpty() ? number : number + ", " + lists);
  }

  /** The template of its names. */
  NameTemplate template() {
    return fixed.template();
  }

  private String howToTellApart() {
    Set<String> shown = fixed.template().flags();
    List<String> missing =
        axes.keySet().stream()
            .filter(flag -> axes.get(flag).size() > 1 && !shown.contains(flag))
            .map(flag -> "{" + flag + "}")
            .toList();
    if (missing.isEmpty()) {
      return "remove the duplicate value";
    }
    // Without a name in the file there is nothing to put a flag into.
    return isNamed
        ? "put " + String.join(" and ", missing) + " into the name"
        : "write name = \"" + telling() + "\" into " + path;
  }

  /** A template that tells all runs of the block apart. */
  private String telling() {
    return axes.entrySet().stream()
        .filter(axis -> axis.getValue().size() > 1)
        .map(axis -> shown(axis.getKey(), axis.getValue().get(0)))
        .collect(joining("_"));
  }

  /** A number says little without the name of its flag. */
  private static String shown(String flag, ConfigValue value) {
    boolean number = value.valueType() == ConfigValueType.NUMBER;
    return (number ? flag : "") + "{" + flag + "}";
  }
}
