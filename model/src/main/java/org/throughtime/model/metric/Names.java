package org.throughtime.model.metric;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** The names of a schema's metrics, shared by all of its rows. */
final class Names implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ArrayList<String> names = new ArrayList<>();
  private final HashMap<String, Integer> indices = new HashMap<>();

  /**
   * @throws IllegalArgumentException where two are the same
   */
  Names(List<String> names) {
    for (String name : names) {
      if (indices.put(name, this.names.size()) != null) {
        throw new IllegalArgumentException("two metrics have the name " + name);
      }
      this.names.add(name);
    }
  }

  /** Where a metric stands; -1 where there is none of the name. */
  int index(String name) {
    return indices.getOrDefault(name, -1);
  }

  String get(int index) {
    return names.get(index);
  }

  @Override
  public boolean equals(Object other) {
    return this == other || other instanceof Names n && names.equals(n.names);
  }

  @Override
  public int hashCode() {
    return names.hashCode();
  }
}
