package org.throughtime.sweep.compact;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.throughtime.sweep.store.ChecksumLine;
import org.throughtime.sweep.store.CommittedFile;
import org.throughtime.sweep.store.JoinedGroup;
import org.throughtime.sweep.store.JoinedMember;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.Sha256;
import org.throughtime.sweep.table.JoinedParquet;

/**
 * Writes the joined files of a batch: of each folder one, or one for each kind of Parquet file.
 * They do not count before a catalog names them.
 */
public final class BatchWriter {
  private final ResultsDirectory directory;

  /**
   * @param directory under the lease of the driver that joins
   */
  public BatchWriter(ResultsDirectory directory) {
    this.directory = directory;
  }

  /**
   * Reads the files of the batch and commits the joined ones.
   *
   * @return what was joined. A run of which a file does not have its checksum is not among it
   * @throws IOException where a file cannot be read or written
   */
  public JoinedGroup write(CompactionBatch batch) throws IOException {
    Map<String, List<Part>> parts = new LinkedHashMap<>();
    List<JoinedGroup.Beside> beside = new ArrayList<>();
    for (CompactionBatch.Files files : batch.runs()) {
      Map<String, byte[]> read = new LinkedHashMap<>();
      for (String path : files.paths()) {
        read.put(path, directory.read(directory.file(path)));
      }
      Optional<List<ChecksumLine>> sums = wholeSums(files.run(), read);
      if (sums.isPresent()) {
        sums.get().stream()
            .filter(sum -> !read.containsKey(sum.path()))
            .forEach(sum -> beside.add(new JoinedGroup.Beside(files.run(), sum)));
        for (Map.Entry<String, byte[]> file : read.entrySet()) {
          Part part = new Part(files.run(), file.getKey(), file.getValue());
          parts.computeIfAbsent(kind(part), kind -> new ArrayList<>()).add(part);
        }
      }
    }
    List<CommittedFile> joined = new ArrayList<>();
    List<JoinedMember> members = new ArrayList<>();
    for (List<Part> kind : parts.values()) {
      write(kind, joined, members);
    }
    return new JoinedGroup(joined, members, beside, Set.of());
  }

  /** A file before it is joined. */
  private record Part(String run, String path, byte[] bytes) {}

  /** The sums of a run; empty where one of its files has another, or a line of them is none. */
  private Optional<List<ChecksumLine>> wholeSums(String run, Map<String, byte[]> read) {
    byte[] list = read.get(directory.path(directory.checksums(run)));
    if (list == null) {
      return Optional.empty();
    }
    List<ChecksumLine> sums = new ArrayList<>();
    for (String line : new String(list, StandardCharsets.UTF_8).lines().toList()) {
      Optional<ChecksumLine> sum = ChecksumLine.parse(line);
      if (sum.isEmpty()) {
        return Optional.empty();
      }
      byte[] bytes = read.get(sum.get().path());
      if (bytes != null && !Sha256.of(bytes).equals(sum.get().sha256())) {
        return Optional.empty();
      }
      sums.add(sum.get());
    }
    return Optional.of(sums);
  }

  private boolean isTable(String path) {
    return directory.tableOf(directory.file(path)).isPresent();
  }

  /** Files of one kind are in one joined file. */
  private String kind(Part part) throws IOException {
    String folder = part.path().substring(0, part.path().lastIndexOf('/'));
    return isTable(part.path()) ? folder + " " + JoinedParquet.kind(part.bytes()) : folder;
  }

  private void write(List<Part> kind, List<CommittedFile> files, List<JoinedMember> members)
      throws IOException {
    List<Long> offsets = new ArrayList<>();
    byte[] bytes = joined(kind, offsets);
    Path place = directory.file(kind.get(0).path());
    Path path = directory.joined(place, directory.lease().epoch(), Sha256.of(bytes));
    CommittedFile file = directory.commit(path, out -> out.write(bytes));
    files.add(file);
    for (int i = 0; i < kind.size(); i++) {
      Part part = kind.get(i);
      members.add(
          new JoinedMember(part.run(), part.path(), file, offsets.get(i), part.bytes().length));
    }
  }

  private byte[] joined(List<Part> kind, List<Long> offsets) throws IOException {
    if (isTable(kind.get(0).path())) {
      JoinedParquet joined = new JoinedParquet(kind.get(0).bytes());
      for (Part part : kind) {
        offsets.add(joined.add(part.bytes()));
      }
      return joined.end();
    }
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (Part part : kind) {
      offsets.add((long) joined.size());
      joined.write(part.bytes());
    }
    return joined.toByteArray();
  }
}
