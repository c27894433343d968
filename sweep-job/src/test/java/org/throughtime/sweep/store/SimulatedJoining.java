package org.throughtime.sweep.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.throughtime.model.train.RunSpec;

/** A driver that joins the files of runs that ended, or takes runs out, as the program does. */
final class SimulatedJoining {
  private final Cluster cluster;
  private final Scheduler scheduler;
  private final ResultsDirectory held;
  private final Joining joining;

  SimulatedJoining(Cluster cluster, ResultsDirectory held) {
    this.cluster = cluster;
    this.scheduler = cluster.scheduler();
    this.held = held;
    this.joining = new Joining(held);
  }

  /** Takes some runs out, as a sweep does that trains them again, and cleans up. */
  void prepare(List<RunSpec> runs) throws IOException {
    List<String> some = runs.stream().map(RunSpec::name).filter(run -> scheduler.oneIn(6)).toList();
    joining.separate(some, true);
    joining.tidy();
  }

  /** Joins what ended, and sometimes what was joined before. */
  void join(List<RunSpec> runs) throws IOException {
    Listing listing = joining.tidy();
    Catalog base = held.catalog();
    List<JoinedGroup> open = scheduler.oneIn(3) ? base.groups() : List.of();
    List<String> ready = new ArrayList<>();
    open.forEach(group -> ready.addAll(group.runs()));
    for (RunSpec run : runs) {
      if (!base.has(run.name()) && listing.has(held.row(run.name()))) {
        ready.add(run.name());
      }
    }
    if (!ready.isEmpty()) {
      JoinedGroup group = write(listing, ready);
      if (cluster.fault() == Fault.DELETED_FIRST) {
        for (JoinedMember member : group.members()) {
          held.delete(held.file(member.path()));
        }
      }
      joining.join(base, open, List.of(group));
    }
  }

  private JoinedGroup write(Listing listing, List<String> runs) throws IOException {
    Map<Path, List<Path>> folders = new LinkedHashMap<>();
    for (String run : runs) {
      for (Path file : listing.of(run)) {
        if (held.joinable(file).isPresent()) {
          folders.computeIfAbsent(file.getParent(), folder -> new ArrayList<>()).add(file);
        }
      }
    }
    List<CommittedFile> files = new ArrayList<>();
    List<JoinedMember> members = new ArrayList<>();
    for (List<Path> parts : folders.values()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      List<Integer> offsets = new ArrayList<>();
      for (Path part : parts) {
        offsets.add(bytes.size());
        bytes.write(held.read(part));
      }
      offsets.add(bytes.size());
      Path name = held.joined(parts.get(0), held.lease().epoch(), Sha256.of(bytes.toByteArray()));
      CommittedFile file = held.commit(name, out -> out.write(bytes.toByteArray()));
      files.add(file);
      for (int i = 0; i < parts.size(); i++) {
        Path part = parts.get(i);
        int length = offsets.get(i + 1) - offsets.get(i);
        String run = held.joinable(part).orElseThrow();
        members.add(new JoinedMember(run, held.path(part), file, offsets.get(i), length));
      }
    }
    return new JoinedGroup(files, members, List.of(), Set.of());
  }
}
