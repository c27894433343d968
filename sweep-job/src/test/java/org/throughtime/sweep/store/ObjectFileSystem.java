package org.throughtime.sweep.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * Objects in memory under the scheme {@code objects}, as S3 keeps them and S3A shows them: an
 * object exists once its stream is closed, a put may have a condition, and folders are only
 * prefixes of names. A test may have the next puts fail. It is an error to rename.
 */
public final class ObjectFileSystem extends FileSystem {
  /** What happens to a put. */
  enum Put {
    DONE,
    /** The server does not do it, and the client does not hear from it. */
    NOT_DONE,
    /** The server does it, and the client does not hear from it. */
    ANSWER_LOST,
    /** As before, and the client asks again: the condition does not hold any more. */
    ASKED_AGAIN
  }

  private record Stored(byte[] bytes, String etag, long time) {}

  private static final class Status extends FileStatus implements EtagSource {
    private static final long serialVersionUID = 1L;
    private final String etag;

    Status(Path path, Stored stored) {
      super(stored.bytes().length, false, 1, 1, stored.time(), path);
      this.etag = stored.etag();
    }

    @Override
    public String getEtag() {
      return etag;
    }
  }

  private final NavigableMap<String, Stored> objects = new TreeMap<>();
  private final List<Put> next = new ArrayList<>();
  private URI name = URI.create("objects://bucket");
  private boolean conditional = true;
  private int puts;
  private int gets;
  private Duration late = Duration.ZERO;
  private volatile boolean away;
  private volatile boolean namedBySums;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();

  /** Settings that find it. All file systems of one bucket are one and the same. */
  public static Configuration configuration() {
    Configuration configuration = new Configuration();
    configuration.set("fs.objects.impl", ObjectFileSystem.class.getName());
    return configuration;
  }

  @Override
  public void initialize(URI uri, Configuration configuration) throws IOException {
    super.initialize(uri, configuration);
    name = URI.create(uri.getScheme() + "://" + uri.getAuthority());
    conditional = configuration.getBoolean("fs.objects.conditional", true);
    setConf(configuration);
  }

  /** Whether the server does not answer from now on. */
  public void setAway(boolean now) {
    away = now;
  }

  private void requireAnswer() throws IOException {
    requests.incrementAndGet();
    if (away) {
      refused.incrementAndGet();
      throw new ConnectException("nobody listens");
    }
  }

  /** Requests so far. */
  int requests() {
    return requests.get();
  }

  /** From now on the ETag of an object is the MD5 of its bytes. */
  void nameBySums() {
    namedBySums = true;
  }

  /** Requests that got no answer so far. */
  public int refused() {
    return refused.get();
  }

  /** What happens to the next puts; those behind them are done. */
  synchronized void next(Put... following) {
    next.addAll(List.of(following));
  }

  /** Sets the clock by which objects have their times. */
  synchronized void lateBy(Duration behind) {
    late = behind;
  }

  /** Objects that are there, whatever they hold. */
  synchronized int size() {
    return objects.size();
  }

  /** Puts that arrived. */
  synchronized int puts() {
    return puts;
  }

  /** Objects that were fetched. */
  synchronized int gets() {
    return gets;
  }

  private static String key(Path path) {
    return path.toUri().getPath();
  }

  private synchronized void put(String key, byte[] bytes, boolean ifAbsent, String ifMatch)
      throws IOException {
    requireAnswer();
    Put how = next.isEmpty() ? Put.DONE : next.remove(0);
    puts++;
    if (how == Put.NOT_DONE) {
      throw new SocketTimeoutException("no answer");
    }
    requireCondition(key, ifAbsent, ifMatch);
    String etag = namedBySums ? ConditionalStore.etag(bytes) : "etag" + puts;
    objects.put(key, new Stored(bytes, etag, System.currentTimeMillis() - late.toMillis()));
    if (how == Put.ANSWER_LOST) {
      throw new SocketTimeoutException("no answer");
    }
    if (how == Put.ASKED_AGAIN) {
      requireCondition(key, ifAbsent, ifMatch);
    }
  }

  private void requireCondition(String key, boolean ifAbsent, String ifMatch) throws IOException {
    Optional<Stored> there = Optional.ofNullable(objects.get(key));
    boolean holds =
        ifMatch.isEmpty()
            ? !ifAbsent || there.isEmpty()
            : there.filter(object -> object.etag().equals(ifMatch)).isPresent();
    if (!holds) {
      throw new IOException("412 Precondition Failed");
    }
  }

  /** The builder of a put. */
  private final class Builder extends FSDataOutputStreamBuilder<FSDataOutputStream, Builder> {
    Builder(Path path) {
      super(ObjectFileSystem.this, path);
    }

    @Override
    public Builder getThisBuilder() {
      return this;
    }

    @Override
    public FSDataOutputStream build() throws IOException {
      boolean ifAbsent =
          getOptions()
              .getBoolean(CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, false);
      String ifMatch =
          getOptions().get(CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE_ETAG, "");
      String key = key(getPath());
      ByteArrayOutputStream bytes =
          new ByteArrayOutputStream() {
            @Override
            public void close() throws IOException {
              put(key, toByteArray(), ifAbsent, ifMatch);
            }
          };
      return new FSDataOutputStream(bytes, null);
    }
  }

  @Override
  @SuppressWarnings("rawtypes")
  public FSDataOutputStreamBuilder createFile(Path path) {
    return new Builder(path);
  }

  @Override
  public boolean hasPathCapability(Path path, String capability) throws IOException {
    return conditional && capability.startsWith("fs.option.create.conditional.overwrite")
        || super.hasPathCapability(path, capability);
  }

  @Override
  public URI getUri() {
    return name;
  }

  @Override
  public synchronized FSDataInputStream open(Path path, int bufferSize) throws IOException {
    requireAnswer();
    gets++;
    Stored stored = objects.get(key(path));
    if (stored == null) {
      throw new FileNotFoundException(path.toString());
    }
    return new FSDataInputStream(new Bytes(stored.bytes()));
  }

  /** Bytes that can be sought. */
  private static final class Bytes extends FSInputStream {
    private final byte[] bytes;
    private final ByteArrayInputStream in;

    Bytes(byte[] bytes) {
      this.bytes = bytes;
      this.in = new ByteArrayInputStream(bytes);
    }

    @Override
    public void seek(long position) {
      in.reset();
      in.skip(position);
    }

    @Override
    public long getPos() {
      return bytes.length - in.available();
    }

    @Override
    public boolean seekToNewSource(long position) {
      return false;
    }

    @Override
    public int read() {
      return in.read();
    }
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    return new Builder(path).build();
  }

  @Override
  public FSDataOutputStream append(Path path, int bufferSize, Progressable progress) {
    throw new AssertionError("append " + path);
  }

  @Override
  public boolean rename(Path from, Path to) {
    throw new AssertionError("rename " + from + " to " + to);
  }

  @Override
  public synchronized boolean delete(Path path, boolean recursive) throws IOException {
    requireAnswer();
    return objects.remove(key(path)) != null;
  }

  @Override
  public synchronized FileStatus[] listStatus(Path folder) throws IOException {
    requireAnswer();
    String prefix = key(folder).equals("/") ? "/" : key(folder) + "/";
    NavigableMap<String, FileStatus> found = new TreeMap<>();
    for (var object : objects.tailMap(prefix, false).entrySet()) {
      if (!object.getKey().startsWith(prefix)) {
        break;
      }
      String child = object.getKey().substring(prefix.length()).split("/")[0];
      Path path = makeQualified(new Path(folder, child));
      boolean itself = object.getKey().equals(prefix + child);
      found.putIfAbsent(
          child,
          itself ? new Status(path, object.getValue()) : new FileStatus(0, true, 1, 1, 0, path));
    }
    return found.values().toArray(FileStatus[]::new);
  }

  @Override
  public void setWorkingDirectory(Path folder) {}

  @Override
  public Path getWorkingDirectory() {
    return new Path(name + "/");
  }

  @Override
  public boolean mkdirs(Path folder, FsPermission permission) {
    return true;
  }

  @Override
  public synchronized FileStatus getFileStatus(Path path) throws IOException {
    requireAnswer();
    Stored stored = objects.get(key(path));
    if (stored != null) {
      return new Status(makeQualified(path), stored);
    }
    if (key(path).equals("/") || listStatus(path).length > 0) {
      return new FileStatus(0, true, 1, 1, 0, makeQualified(path));
    }
    throw new FileNotFoundException(path.toString());
  }
}
