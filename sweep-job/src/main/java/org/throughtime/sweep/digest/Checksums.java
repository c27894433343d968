package org.throughtime.sweep.digest;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.fs.Path;
import org.throughtime.sweep.store.ChecksumLine;
import org.throughtime.sweep.store.CommittedFile;
import org.throughtime.sweep.store.JoinedGroup;
import org.throughtime.sweep.store.Listing;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.Sha256;

/**
 * Compares the files of ended runs with the checksums that each left in {@code
 * checksums/NAME.sha256}: a line {@code HEX PATH} for every file, as {@code sha256sum} writes and
 * reads it in the directory. The run's row, which is written last, needs none in it; what
 * certifying and measuring the run found later has lists of its own.
 */
public final class Checksums {
  private static final int CHUNK = 1 << 16;

  private final ResultsDirectory directory;
  private final List<String> faults = new ArrayList<>();
  private final Set<String> listed = new HashSet<>();
  private int files;
  private Listing listing;

  /**
   * @param directory where the files are
   */
  public Checksums(ResultsDirectory directory) {
    this.directory = directory;
  }

  /**
   * Reads every file of a run.
   *
   * @param run one that has ended
   * @throws IOException where the directory cannot be read
   */
  public void verify(String run) throws IOException {
    Path file = directory.checksums(run);
    String list = directory.path(file);
    listed.add(list);
    listed.add(directory.path(directory.row(run)));
    if (!directory.exists(file)) {
      faults.add(list + ": is missing; cannot verify run " + run + " can be verified");
      directory.filesOfRuns().stream()
          .filter(path -> ResultsDirectory.mayBelong(path, run))
          .forEach(listed::add);
      return;
    }
    compareListed(list, file);
    Path certified = directory.generalizationChecksums(run);
    if (directory.exists(certified)) {
      listed.add(directory.path(certified));
      compareListed(directory.path(certified), certified);
    }
    for (Path measured : measuredChecksums(run)) {
      listed.add(directory.path(measured));
      compareListed(directory.path(measured), measured);
    }
  }

  private Collection<Path> measuredChecksums(String run) throws IOException {
    listing = listing == null ? Listing.of(directory) : listing;
    return listing.measured(run).values();
  }

  private void compareListed(String list, Path file) throws IOException {
    int number = 0;
    for (String line : directory.readText(file).lines().toList()) {
      number++;
      Optional<ChecksumLine> sum = ChecksumLine.parse(line);
      if (sum.isEmpty()) {
        faults.add(list + ":" + number + ": must be a checksum and a path in the directory");
      } else {
        listed.add(sum.get().path());
        compare(sum.get().path(), sum.get().sha256());
      }
    }
  }

  private void compare(String path, String expected) {
    files++;
    MessageDigest sha256 = Sha256.digest();
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = directory.open(directory.file(path))) {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        sha256.update(chunk, 0, read);
      }
    } catch (FileNotFoundException e) {
      faults.add(path + ": is missing");
      return;
    } catch (IOException e) {
      faults.add(path + ": cannot be read (" + e.getMessage() + ")");
      return;
    }
    if (!HexFormat.of().formatHex(sha256.digest()).equals(expected)) {
      faults.add(path + ": differs from its checksum");
    }
  }

  /**
   * Looks for files that no run has listed.
   *
   * @param unended runs that may be writing files now
   * @return everything that is wrong, a line each, extra files last
   * @throws IOException where the directory cannot be listed
   */
  public List<String> faults(Set<String> unended) throws IOException {
    verifyJoined();
    Set<String> extra = new TreeSet<>(directory.filesOfRuns());
    extra.removeAll(listed);
    extra.removeIf(path -> unended.stream().anyMatch(run -> ResultsDirectory.mayBelong(path, run)));
    List<String> all = new ArrayList<>(faults);
    extra.forEach(path -> all.add(path + ": is not listed by any run"));
    return all;
  }

  /** Compares the joined files with the sums that the catalog has. */
  private void verifyJoined() throws IOException {
    for (JoinedGroup group : directory.catalog().groups()) {
      listed.add(directory.path(directory.joinedChecksums()));
      for (CommittedFile file : group.files()) {
        listed.add(file.path());
        compare(file.path(), file.sha256());
      }
    }
  }

  /** How many files were compared. */
  public int files() {
    return files;
  }
}
