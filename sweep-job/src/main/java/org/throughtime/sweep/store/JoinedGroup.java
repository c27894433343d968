package org.throughtime.sweep.store;

import java.io.Serializable;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Joined files that were written together: they hold files of the same runs.
 *
 * @param files one or more for each kind of file
 * @param members what counts of them, run by run
 * @param beside the sums of the files that these runs have besides, such as logs
 * @param left runs that have rows in them which do not count any more: they were taken out
 */
public record JoinedGroup(
    List<CommittedFile> files, List<JoinedMember> members, List<Beside> beside, Set<String> left)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * A file that stays as it is.
   *
   * @param run that it is of
   * @param sum of it
   */
  public record Beside(String run, ChecksumLine sum) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  public JoinedGroup {
    files = List.copyOf(files);
    members = List.copyOf(members);
    beside = List.copyOf(beside);
    // Not Set.copyOf, which has another order in every process: the order is that of the catalog.
    left = new LinkedHashSet<>(left);
  }

  /** The runs that count, in order. */
  public Set<String> runs() {
    Set<String> runs = new LinkedHashSet<>();
    members.forEach(member -> runs.add(member.run()));
    return runs;
  }

  /** Size of its files in bytes. */
  public long size() {
    return files.stream().mapToLong(CommittedFile::size).sum();
  }

  /** This without some runs. */
  JoinedGroup without(Collection<String> runs) {
    Set<String> taken = runs();
    taken.retainAll(Set.copyOf(runs));
    Set<String> more = new LinkedHashSet<>(left);
    more.addAll(taken);
    return new JoinedGroup(
        files,
        members.stream().filter(member -> !taken.contains(member.run())).toList(),
        beside.stream().filter(file -> !taken.contains(file.run())).toList(),
        more);
  }
}
