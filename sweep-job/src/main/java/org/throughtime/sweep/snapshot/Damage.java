package org.throughtime.sweep.snapshot;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.resume.EndedRun;
import org.throughtime.sweep.store.ChecksumLine;
import org.throughtime.sweep.store.Listing;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.table.TableName;

/**
 * Finds files that a run wrote when it ended and that are now missing or empty in a listing. Only a
 * checksum tells whether an existing file has changed: {@code digest --verify}.
 */
public final class Damage {
  /** Where every such file is told, for the end of a message. */
  public static final String REMEDY =
      "./submit.sh digest DIR --verify lists all damage; delete a damaged file, and the command that"
          + " ran the sweep writes it again";

  private final ResultsDirectory directory;
  private final Listing listing;

  Damage(ResultsDirectory directory, Listing listing) {
    this.directory = directory;
    this.listing = listing;
  }

  /**
   * A file that is not as it was left.
   *
   * @param path below the results directory
   * @param fault what is wrong with it
   * @param table that it is of; empty where it is of none
   * @param state whether it is what the run resumes from, which nobody needs who does not raise
   *     {@code maxiters}
   */
  public record Fault(String path, String fault, Optional<TableName> table, boolean state) {
    /** Whether the run itself makes the file, and not whoever certified or measured it. */
    public boolean ofTraining() {
      return table
          .filter(t -> t == TableName.GENERALIZATION || TableName.MEASURED.contains(t))
          .isEmpty();
    }

    /** Whether the run has to be trained again, as far as its newest whole state does not reach. */
    public boolean leavesWork() {
      return ofTraining() && !state;
    }

    /** The fault in a few words that name the file. */
    public String line() {
      return path + " " + fault;
    }
  }

  /**
   * What is wrong with a run's files; nothing where the run has not ended.
   *
   * @throws IOException where the directory cannot be read
   */
  List<Fault> of(RunSpec spec) throws IOException {
    Path row = directory.row(spec.name());
    if (!listing.has(row)) {
      return List.of();
    }
    try {
      return EndedRun.of(directory.read(row), spec).isEmpty() ? List.of() : ofEnded(spec.name());
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      return List.of(fault(row, "is damaged"));
    }
  }

  /** Those of some runs that are done, and with whose files nothing is wrong. */
  List<RunSpec> whole(List<RunSpec> some) throws IOException {
    List<Boolean> whole =
        EachRun.read(
            some,
            run -> {
              Optional<EndedRun> ended = EndedRun.read(directory, listing, run);
              return ended.filter(e -> e.status().isDone()).isPresent()
                  && ofEnded(run.name()).isEmpty();
            });
    return IntStream.range(0, some.size()).filter(whole::get).mapToObj(some::get).toList();
  }

  private List<Fault> ofEnded(String run) throws IOException {
    Path list = directory.checksums(run);
    if (!listing.has(list)) {
      return List.of(fault(list, "is missing"));
    }
    List<Fault> faults = listed(list);
    Path certified = directory.generalizationChecksums(run);
    if (listing.has(certified)) {
      faults.addAll(listed(certified));
    }
    for (Path measured : listing.measured(run).values()) {
      faults.addAll(listed(measured));
    }
    return faults;
  }

  private List<Fault> listed(Path list) throws IOException {
    List<Fault> faults = new ArrayList<>();
    String lines;
    try {
      lines = directory.readText(list);
    } catch (FileNotFoundException e) {
      faults.add(fault(list, "is missing"));
      return faults;
    }
    for (String line : lines.lines().toList()) {
      Optional<Path> file = ChecksumLine.parse(line).map(sum -> directory.file(sum.path()));
      if (file.isEmpty()) {
        faults.add(fault(list, "is damaged"));
        return faults;
      }
      Optional<FileStatus> status = listing.status(file.get());
      if (status.isEmpty()) {
        faults.add(fault(file.get(), "is missing"));
      } else if (status.get().getLen() == 0) {
        faults.add(fault(file.get(), "is empty"));
      }
    }
    return faults;
  }

  private Fault fault(Path file, String fault) {
    return new Fault(directory.path(file), fault, directory.tableOf(file), directory.isState(file));
  }
}
