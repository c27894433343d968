package org.throughtime.sweep.answers;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Runs grouped by what was found of each, as one sentence: "The gradient vanishes in B1 (84.0 %)
 * and B2 (56.1 %); it neither vanishes nor explodes in A1."
 *
 * @param <K> what can be found, in the order in which the sentence says it
 */
final class Findings<K extends Enum<K>> {
  private final Map<K, List<Phrase>> groups;
  private final Function<K, String> words;
  private final List<Phrase> unknown = new ArrayList<>();

  /**
   * @param words a finding as the predicate of the sentence: "vanishes"
   */
  Findings(Class<K> kinds, Function<K, String> words) {
    this.groups = new EnumMap<>(kinds);
    this.words = words;
  }

  /** Adds a run, with its metrics. */
  void add(K finding, Phrase run) {
    groups.computeIfAbsent(finding, key -> new ArrayList<>()).add(run);
  }

  /** Adds a run of which nothing was found. */
  void addUnknown(String run) {
    unknown.add(Phrase.of(run));
  }

  /**
   * The sentence.
   *
   * @param subject its beginning
   */
  Sentence sentence(String subject) {
    if (groups.isEmpty()) {
      return Phrase.of("No conclusion: no run has the metrics that this question needs.")
          .sentence();
    }
    List<Phrase> parts =
        groups.entrySet().stream()
            .map(
                group ->
                    Phrase.of(words.apply(group.getKey()) + " in ")
                        .then(Phrase.list(group.getValue())))
            .toList();
    Phrase all = Phrase.of(subject + " ").then(Phrase.join(parts, "; it "));
    return (unknown.isEmpty()
            ? all
            : all.then("; there is no conclusion for ").then(Phrase.list(unknown)))
        .then(".")
        .sentence();
  }
}
