package org.throughtime.sweep.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.ResultsException;
import org.throughtime.sweep.store.SweepManifest;

/**
 * A sweep that a statement reads.
 *
 * @param name what column {@code sweep} says: the sweep's name, and behind it the directory where
 *     several have the same one
 * @param directory where it is
 */
public record NamedSweep(String name, ResultsDirectory directory) {
  /**
   * The sweeps of some directories, in order.
   *
   * @param directories by what the user calls them
   * @throws ResultsException where one holds no sweep or is given twice
   * @throws IOException where one cannot be read
   */
  public static List<NamedSweep> of(Map<String, ResultsDirectory> directories) throws IOException {
    Map<String, String> names = new LinkedHashMap<>();
    Map<String, Integer> count = new HashMap<>();
    Map<String, String> given = new HashMap<>();
    for (Map.Entry<String, ResultsDirectory> entry : directories.entrySet()) {
      String called = entry.getKey();
      Optional<SweepManifest> manifest = SweepManifest.read(entry.getValue());
      if (manifest.isEmpty()) {
        throw ResultsException.noSweep(called, entry.getValue());
      }
      String first = given.put(entry.getValue().uri(), called);
      if (first != null) {
        throw new ResultsException(
            called + ": is the same directory as " + first + "; give it once");
      }
      names.put(called, manifest.get().sweep());
      count.merge(manifest.get().sweep(), 1, Integer::sum);
    }
    List<NamedSweep> sweeps = new ArrayList<>();
    names.forEach(
        (called, name) ->
            sweeps.add(
                new NamedSweep(
                    count.get(name) == 1 ? name : name + " (" + called + ")",
                    directories.get(called))));
    return sweeps;
  }
}
