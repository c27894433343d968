package org.throughtime.sweep.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was joined in a results directory: the newest version in the folder {@code catalog}. The
 * files of a run in it are read from joined files and from nowhere else.
 */
public final class Catalog {
  /** Of a directory in which nothing was joined. */
  static final Catalog EMPTY = new Catalog(0, 0, List.of());

  private final long number;
  private final long epoch;
  private final List<JoinedGroup> groups;
  private final Map<String, JoinedMember> members = new HashMap<>();
  private final Map<String, List<JoinedMember>> folders = new HashMap<>();
  private final Set<String> runs = new HashSet<>();
  private final Set<String> files = new HashSet<>();

  /**
   * @param number of its version; 0 where there is none
   * @param epoch of the driver that wrote it
   * @param groups of which none holds a run of another one
   */
  Catalog(long number, long epoch, List<JoinedGroup> groups) {
    this.number = number;
    this.epoch = epoch;
    this.groups = List.copyOf(groups);
    for (JoinedGroup group : groups) {
      if (!Collections.disjoint(runs, group.runs())) {
        throw new IllegalArgumentException("a run is in two groups");
      }
      runs.addAll(group.runs());
      group.files().forEach(file -> files.add(file.path()));
      for (JoinedMember member : group.members()) {
        members.put(member.path(), member);
        folders.computeIfAbsent(folder(member.path()), f -> new ArrayList<>()).add(member);
      }
    }
  }

  private static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }

  /** Number of its version; 0 where there is none. */
  public long number() {
    return number;
  }

  /** The driver that wrote it; 0 where it had no number. */
  long epoch() {
    return epoch;
  }

  /** What was written together. */
  public List<JoinedGroup> groups() {
    return groups;
  }

  /** Whether the files of a run are in joined files. */
  public boolean has(String run) {
    return runs.contains(run);
  }

  /** Names of these runs. */
  public Set<String> runs() {
    return Collections.unmodifiableSet(runs);
  }

  /** Whether a file is one of the joined files, by its path below the directory. */
  boolean names(String path) {
    return files.contains(path);
  }

  /** A file that was joined, by the path that it had. */
  Optional<JoinedMember> find(String path) {
    return Optional.ofNullable(members.get(path));
  }

  /** The files that were joined in a folder, by its path below the directory. */
  List<JoinedMember> in(String folder) {
    return folders.getOrDefault(folder, List.of());
  }

  /** The runs that have bytes in a joined file, by its path, whether or not these count. */
  Set<String> runsIn(String path) {
    Set<String> all = new LinkedHashSet<>();
    for (JoinedGroup group : groups) {
      if (group.files().stream().anyMatch(file -> file.path().equals(path))) {
        all.addAll(group.runs());
        all.addAll(group.left());
      }
    }
    return all;
  }

  /**
   * The next version, with some groups in place of others.
   *
   * @param by epoch of the driver that writes it
   */
  Catalog with(Collection<JoinedGroup> replaced, Collection<JoinedGroup> added, long by) {
    List<JoinedGroup> next = new ArrayList<>(groups);
    next.removeAll(replaced);
    next.addAll(added);
    return new Catalog(number + 1, by, next);
  }

  /** The next version, without some runs. A group of which no run is left goes. */
  Catalog without(Collection<String> taken, long by) {
    return new Catalog(
        number + 1,
        by,
        groups.stream()
            .map(group -> Collections.disjoint(group.runs(), taken) ? group : group.without(taken))
            .filter(group -> !group.members().isEmpty())
            .toList());
  }
}
