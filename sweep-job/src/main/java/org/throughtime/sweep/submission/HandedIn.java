package org.throughtime.sweep.submission;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;
import org.throughtime.sweep.store.CommittedFile;
import org.throughtime.sweep.store.Folder;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.ResultsException;
import org.throughtime.sweep.store.Sha256;

/**
 * The folder to hand in, while it is written. Its author works in it too. The list {@link #SUMS}
 * names the files that this program wrote, with their hashes, and only those are replaced or
 * deleted. Any other file, and one that has changed since, is the author's and is kept. Several
 * threads may write different files at the same time.
 */
final class HandedIn {
  /** As {@code sha256sum -c} reads it in the folder. */
  static final String SUMS = "SHA256SUMS";

  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) [ *](\\S.*)");
  private static final int CHUNK = 1 << 16;

  private final Folder folder;
  private final List<String> there;
  private final Map<String, String> before;
  private final Map<String, CommittedFile> written = new ConcurrentSkipListMap<>();
  private final Set<String> kept = new ConcurrentSkipListSet<>();

  /** The SHA-256 of what is to be written, in hex; needed only if the file exists already. */
  private interface Sum {
    String compute() throws IOException;
  }

  private HandedIn(Folder folder, List<String> there, Map<String, String> before) {
    this.folder = folder;
    this.there = there;
    this.before = before;
  }

  /**
   * Looks at a folder before anything is written.
   *
   * @throws ResultsException where it holds files and no list of this program
   * @throws IOException where it cannot be read
   */
  static HandedIn open(Folder folder) throws IOException {
    List<String> there = folder.paths();
    Map<String, String> before = new TreeMap<>();
    if (there.contains(SUMS)) {
      for (String line : folder.readText(SUMS).lines().toList()) {
        Matcher sum = LINE.matcher(line);
        if (!sum.matches()) {
          throw refused(folder, "has a " + SUMS + " that this command did not write");
        }
        before.put(sum.group(2), sum.group(1));
      }
    } else if (!there.isEmpty()) {
      throw refused(
          folder, "holds files, such as " + there.get(0) + ", that this command did not write");
    }
    return new HandedIn(folder, there, before);
  }

  private static ResultsException refused(Folder folder, String why) {
    return new ResultsException(
        folder.uri() + ": " + why + "; give a new folder with --to, or empty this one");
  }

  /** The paths of all files that were there before. */
  List<String> there() {
    return there;
  }

  /** Whether a file has no bytes. */
  boolean isEmpty(String path) throws IOException {
    try (InputStream in = folder.open(path)) {
      return in.read() < 0;
    }
  }

  /** A text file as it is now, be it the program's or its author's. */
  String text(String path) throws IOException {
    return folder.readText(path);
  }

  /**
   * Writes a file, unless its author has changed it.
   *
   * @throws IOException where it cannot be written
   */
  void put(String path, byte[] bytes) throws IOException {
    put(path, () -> Sha256.of(bytes), out -> out.write(bytes));
  }

  /**
   * Copies a file as it is, unless its author has changed the copy.
   *
   * @return whether there is such a file to copy
   * @throws IOException where it cannot be read or written
   */
  boolean copy(String path, ResultsDirectory from, Path file) throws IOException {
    if (!from.exists(file)) {
      return false;
    }
    put(path, () -> sum(from.open(file)), out -> transfer(from.open(file), out));
    return true;
  }

  private void put(String path, Sum sum, ResultsDirectory.Content content) throws IOException {
    Optional<String> now = there.contains(path) ? sumOf(path) : Optional.empty();
    if (now.isPresent() && now.get().equals(sum.compute())) {
      written.put(path, new CommittedFile(path, 0, now.get()));
    } else if (now.isPresent() && !now.get().equals(before.get(path))) {
      kept.add(path);
    } else {
      written.put(path, folder.commit(path, content));
    }
  }

  private Optional<String> sumOf(String path) throws IOException {
    try {
      return Optional.of(sum(folder.open(path)));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  private static String sum(InputStream file) throws IOException {
    MessageDigest sha256 = Sha256.digest();
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = file) {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        sha256.update(chunk, 0, read);
      }
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  private static void transfer(InputStream file, OutputStream out) throws IOException {
    try (InputStream in = file) {
      in.transferTo(out);
    }
  }

  /** Files that the program would have written and its author has changed, in order. */
  List<String> kept() {
    return List.copyOf(kept);
  }

  /**
   * Takes away what was written earlier and is not any more, and writes the list.
   *
   * @throws IOException where a file cannot be removed or written
   */
  void finish() throws IOException {
    for (Map.Entry<String, String> old : before.entrySet()) {
      boolean ours =
          there.contains(old.getKey()) && sumOf(old.getKey()).equals(Optional.of(old.getValue()));
      if (ours && !written.containsKey(old.getKey()) && !kept.contains(old.getKey())) {
        folder.delete(old.getKey());
      }
    }
    String lines = CommittedFile.lines(written.values());
    folder.commit(SUMS, out -> out.write(lines.getBytes(StandardCharsets.UTF_8)));
  }
}
