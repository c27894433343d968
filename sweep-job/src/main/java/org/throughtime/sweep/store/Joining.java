package org.throughtime.sweep.store;

import static java.util.stream.Collectors.joining;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;

/**
 * Changes what is joined in a directory, in an order that leaves every byte in one place or more,
 * wherever it ends. Only the driver that owns the directory may, while none of its tasks writes
 * files of the runs in question.
 */
public final class Joining {
  private final ResultsDirectory directory;

  /**
   * @param directory under the lease of the driver
   */
  public Joining(ResultsDirectory directory) {
    this.directory = directory;
  }

  /**
   * Lets joined files count, and then deletes what they replace.
   *
   * @param base the catalog that the groups were made for
   * @param replaced groups of it whose runs are in the added ones
   * @param added whose files are committed
   * @throws IOException where the catalog has changed meanwhile, or cannot be written
   */
  public void join(Catalog base, Collection<JoinedGroup> replaced, Collection<JoinedGroup> added)
      throws IOException {
    if (!commit(base.with(replaced, added, epoch()))) {
      throw new IOException(
          "the catalog has changed while files were joined; repeat the command to join them");
    }
    directory.delete(Listing.of(directory).superseded());
  }

  private long epoch() {
    return directory.lease().epoch();
  }

  /**
   * Takes runs out of joined files, so that they may start again or resume.
   *
   * @param runs names, also of runs that are in no joined file
   * @param kept whether their files are to be there afterwards, each as it was
   * @throws IOException where a file cannot be written
   */
  public void separate(Collection<String> runs, boolean kept) throws IOException {
    while (true) {
      Catalog now = directory.catalog();
      Set<String> taken = new LinkedHashSet<>(runs);
      taken.retainAll(now.runs());
      if (kept) {
        for (JoinedGroup group : now.groups()) {
          for (JoinedMember member : group.members()) {
            if (taken.contains(member.run())) {
              restore(member);
            }
          }
        }
      }
      if (taken.isEmpty() || commit(now.without(taken, epoch()))) {
        return;
      }
    }
  }

  private void restore(JoinedMember member) throws IOException {
    Path file = directory.file(member.path());
    try {
      byte[] bytes = directory.read(file);
      directory.commit(file, out -> out.write(bytes));
    } catch (FileNotFoundException e) {
      // A joined file is lost. The run starts again from whatever else there is of it.
    }
  }

  private boolean commit(Catalog next) throws IOException {
    boolean committed = new CatalogVersions(directory).commit(next);
    if (committed) {
      writeChecksums(next);
    }
    return committed;
  }

  private void writeChecksums(Catalog catalog) throws IOException {
    String lines =
        catalog.groups().stream()
            .flatMap(
                group ->
                    Stream.concat(
                        Stream.of(CommittedFile.lines(group.files())),
                        group.beside().stream().map(file -> file.sum().line())))
            .collect(joining());
    if (lines.isEmpty()) {
      directory.delete(directory.joinedChecksums());
    } else {
      directory.commitText(directory.joinedChecksums(), lines);
    }
  }

  /**
   * Finishes what a driver may have left when it ended in the middle: deletes what does not count,
   * and writes the sums of what does.
   *
   * @return a listing of the files that are left
   * @throws IOException where a file cannot be written
   */
  public Listing tidy() throws IOException {
    Listing listing = Listing.of(directory);
    while (!listing.superseded().isEmpty() && !isOwn(directory.catalog())) {
      listing = Listing.of(directory);
    }
    if (directory.catalog().number() > 0) {
      writeChecksums(directory.catalog());
    }
    List<Path> left = new ArrayList<>(listing.superseded());
    listing.temporary().stream().filter(directory::isOfJoining).forEach(left::add);
    directory.delete(left);
    return listing;
  }

  /**
   * Whether the newest version is of this driver. Else it writes one: a version that a driver
   * before it wrote, and that is late, is refused from then on. It could name files that are
   * deleted now.
   */
  private boolean isOwn(Catalog newest) throws IOException {
    if (newest.epoch() != epoch()) {
      commit(newest.with(List.of(), List.of(), epoch()));
      return false;
    }
    return true;
  }
}
