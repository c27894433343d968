package org.throughtime.sweep.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileAlreadyExistsException;

/**
 * The files that simulated processes share, by their paths. Each method is one step of the server.
 * A {@link Witness} sees every change.
 */
final class SimulatedDisk {
  /** A file; another one of its name later is another file. */
  static final class Stored {
    private byte[] bytes;
    private final long time;
    private final boolean encrypted;
    private boolean gone;

    private Stored(byte[] bytes, long time, boolean encrypted) {
      this.bytes = bytes;
      this.time = time;
      this.encrypted = encrypted;
    }

    byte[] bytes() {
      return bytes;
    }

    /** Milliseconds of the server's clock. */
    long time() {
      return time;
    }

    /** Whether it has no name any more. */
    boolean isGone() {
      return gone;
    }

    /** Depends on the bytes alone, as that of S3; their MD5 unless the server encrypts them. */
    String etag() {
      return encrypted
          ? Integer.toHexString(Arrays.hashCode(bytes)) + "-" + bytes.length
          : ConditionalStore.etag(bytes);
    }
  }

  private final NavigableMap<String, Stored> files = new TreeMap<>();
  private final Map<String, String> temporaries = new HashMap<>();
  private final Hardware server;
  private final boolean encrypts;
  private final Witness witness;
  private boolean away;

  /**
   * @param encrypts whether a client cannot tell the ETag of an object from its bytes
   */
  SimulatedDisk(Hardware server, boolean encrypts, Witness witness) {
    this.server = server;
    this.encrypts = encrypts;
    this.witness = witness;
  }

  void setAway(boolean now) {
    away = now;
  }

  boolean isAway() {
    return away;
  }

  /** Chance names temporary files, but not what the simulation does. */
  String name(String path) {
    return TemporaryName.is(new org.apache.hadoop.fs.Path(path))
        ? temporaries.computeIfAbsent(path, this::temporary)
        : path;
  }

  private String temporary(String path) {
    if (temporaries.containsValue(path)) {
      return path;
    }
    String unnamed = path.substring(0, path.lastIndexOf('.', path.length() - 5));
    return unnamed + ".%06d.tmp".formatted(temporaries.size());
  }

  private void set(String path, Stored stored, Intent by) {
    Stored before = stored == null ? files.remove(path) : files.put(path, stored);
    if (before != null) {
      before.gone = true;
    }
    witness.changed(path, before, stored, by);
  }

  private Stored stored(byte[] bytes) {
    return new Stored(bytes, server.wall().toEpochMilli(), encrypts);
  }

  private Stored there(String path) throws FileNotFoundException {
    return find(path).orElseThrow(() -> new FileNotFoundException(path));
  }

  Optional<Stored> find(String path) {
    return Optional.ofNullable(files.get(path));
  }

  boolean isFolder(String path) {
    String next = files.higherKey(path + "/");
    return next != null && next.startsWith(path + "/");
  }

  /** Makes an empty file. */
  void create(String path, Intent by) throws IOException {
    if (files.containsKey(path)) {
      throw new FileAlreadyExistsException(path);
    }
    set(path, stored(new byte[0]), by);
  }

  /** Adds to a file. */
  void append(String path, byte[] more) throws IOException {
    Stored file = there(path);
    byte[] bytes = Arrays.copyOf(file.bytes, file.bytes.length + more.length);
    System.arraycopy(more, 0, bytes, file.bytes.length, more.length);
    file.bytes = bytes;
  }

  /** Puts an object. */
  void put(String path, byte[] bytes, boolean ifAbsent, String ifMatch, Intent by)
      throws IOException {
    Optional<Stored> there = find(path);
    if (ifMatch.isEmpty()
        ? ifAbsent && there.isPresent()
        : there.filter(object -> object.etag().equals(ifMatch)).isEmpty()) {
      throw new IOException("412 Precondition Failed");
    }
    set(path, stored(bytes), by);
  }

  /** Renames in one step. */
  void rename(String from, String to, boolean over, Intent by) throws IOException {
    Stored file = there(from);
    if (!over && files.containsKey(to)) {
      throw new FileAlreadyExistsException(to);
    }
    files.remove(from);
    set(to, file, by);
  }

  /** Gives a file a second name. */
  void link(String from, String to, Intent by) throws IOException {
    Stored file = there(from);
    if (files.containsKey(to)) {
      throw new java.nio.file.FileAlreadyExistsException(to);
    }
    set(to, new Stored(file.bytes, file.time, encrypts), by);
  }

  boolean delete(String path, Intent by) {
    boolean there = files.containsKey(path);
    if (there) {
      set(path, null, by);
    }
    return there;
  }

  /** Paths of the files below a folder. */
  List<String> below(String folder) {
    List<String> found = new ArrayList<>();
    for (String path : files.tailMap(folder + "/", false).keySet()) {
      if (!path.startsWith(folder + "/")) {
        break;
      }
      found.add(path);
    }
    return found;
  }
}
