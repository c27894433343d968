package org.throughtime.model.flag;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * The values of the flags that one part of a run, a task or an optimizer, declares.
 *
 * @param byName typed values
 */
public record FlagValues(Map<String, Object> byName) {
  /** Of a part that declares none. */
  public static final FlagValues NONE = new FlagValues(Map.of());

  public FlagValues {
    byName = Map.copyOf(byName);
  }

  /** Takes the value of every flag of {@code flags} from {@code source}. */
  public static FlagValues of(List<Flag<?>> flags, Function<Flag<?>, Object> source) {
    Map<String, Object> values = new LinkedHashMap<>();
    flags.forEach(flag -> values.put(flag.name(), source.apply(flag)));
    return new FlagValues(values);
  }

  /** The value of a flag, which must be there. */
  @SuppressWarnings("unchecked") // written under its name by the flag itself
  public <T> T get(Flag<T> flag) {
    return (T) Objects.requireNonNull(byName.get(flag.name()), flag.name());
  }
}
