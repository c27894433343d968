package org.throughtime.sweep.store;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.BulkDelete;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.functional.FutureIO;

/**
 * An object store that writes an object in one request, on a condition if asked to: S3A of Hadoop
 * 3.4.2 and later. Nothing is ever renamed, which such a store does by copying and deleting.
 *
 * <p>It has no removal on a condition: an empty object stands for one that was removed.
 */
final class ConditionalStore implements Store {
  /** Leaves out the requests that ask what is at the path before it is written. */
  private static final String WITHOUT_PROBES = "fs.s3a.create.performance";

  private final FileSystem files;

  /** The versions that were read last. One that is still there is not fetched again. */
  private final Map<Path, Version> known = new ConcurrentHashMap<>();

  ConditionalStore(FileSystem files) {
    this.files = files;
  }

  /** Whether a file system writes on condition. */
  static boolean supports(FileSystem files, Path path) throws IOException {
    return files.hasPathCapability(
            path, CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE)
        && files.hasPathCapability(
            path, CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE_ETAG);
  }

  /** A stream that is closed early would commit half of an object, so the content comes first. */
  @Override
  public void putWhole(Path file, ResultsDirectory.Content content, LastLook last)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    content.writeTo(bytes);
    last.require();
    try (OutputStream out = builder(file).opt(WITHOUT_PROBES, true).build()) {
      bytes.writeTo(out);
    }
  }

  /** The condition is the question whether there is one, so nobody asks before. */
  @Override
  public void create(Path file, byte[] bytes) throws IOException {
    try {
      createNew(file, bytes);
    } catch (IOException e) {
      Optional<FileStatus> there = statusAfter(e, file);
      if (there.isEmpty()) {
        throw e;
      }
      if (there.get().getLen() > 0) {
        throw (IOException) new FileAlreadyExistsException(file.toString()).initCause(e);
      }
      replace(file, etag(there.get()), bytes);
    }
  }

  private void createNew(Path file, byte[] bytes) throws IOException {
    String unless = CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE;
    try (OutputStream out = builder(file).must(unless, true).build()) {
      out.write(bytes);
    }
  }

  private Optional<FileStatus> statusAfter(IOException failed, Path file) throws IOException {
    try {
      return status(file);
    } catch (IOException e) {
      failed.addSuppressed(e);
      throw failed;
    }
  }

  @Override
  public void replace(Path file, Version version, byte[] bytes) throws IOException {
    replace(file, version.token(), bytes);
  }

  private void replace(Path file, String etag, byte[] bytes) throws IOException {
    String matching = CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE_ETAG;
    try (OutputStream out = builder(file).must(matching, etag).build()) {
      out.write(bytes);
    }
  }

  /**
   * S3A does not tell the ETag of what it wrote. It is the MD5 of an object that was put in one
   * request, unless the server encrypts it with a key of its user.
   */
  @Override
  public Optional<Version> written(byte[] bytes) {
    return Optional.of(new Version(bytes, etag(bytes), Instant.EPOCH));
  }

  /** With the quotes of HTTP. */
  static String etag(byte[] bytes) {
    try {
      return '"' + HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes)) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }

  private FSDataOutputStreamBuilder<?, ?> builder(Path file) {
    return files.createFile(file).create().overwrite(true).recursive();
  }

  /** Opening takes one request. A missing status takes two, because S3A also looks for a folder. */
  @Override
  public boolean has(Path file) throws IOException {
    try {
      FutureIO.awaitFuture(files.openFile(file).build()).close();
      return true;
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  @Override
  public Optional<Version> read(Path file) throws IOException {
    Optional<FileStatus> status = status(file);
    while (status.isPresent() && status.get().getLen() > 0) {
      String etag = etag(status.get());
      Instant written = Instant.ofEpochMilli(status.get().getModificationTime());
      Version last = known.get(file);
      if (last != null && last.token().equals(etag)) {
        return Optional.of(new Version(last.bytes(), etag, written));
      }
      try (InputStream in =
          FutureIO.awaitFuture(files.openFile(file).withFileStatus(status.get()).build())) {
        Version version = new Version(in.readAllBytes(), etag, written);
        known.put(file, version);
        return Optional.of(version);
      } catch (IOException e) {
        Optional<FileStatus> now = status(file);
        if (now.isPresent() && etag(now.get()).equals(etag)) {
          throw e;
        }
        status = now;
      }
    }
    return Optional.empty();
  }

  /**
   * Several objects in one request. Also a bulk of one takes one, where a plain deletion takes
   * three or four, because S3A also looks for a folder there and keeps the one above.
   */
  @Override
  public void delete(List<Path> several, LastLook last) throws IOException {
    if (several.isEmpty()) {
      return;
    }
    List<Path> left = new ArrayList<>();
    try (BulkDelete bulk = files.createBulkDelete(above(several))) {
      for (int i = 0; i < several.size(); i += bulk.pageSize()) {
        last.require();
        bulk.bulkDelete(several.subList(i, Math.min(several.size(), i + bulk.pageSize())))
            .forEach(failed -> left.add(failed.getKey()));
      }
    }
    for (Path file : left) {
      last.require();
      files.delete(file, false); // a bulk does not say why as an exception
    }
  }

  /** The nearest folder that all are in or below. */
  private static Path above(List<Path> several) {
    Path above = several.get(0).getParent();
    for (Path file : several) {
      while (!file.toString().startsWith(above + "/")) {
        above = above.getParent();
      }
    }
    return above;
  }

  @Override
  public void remove(Path file, Version version) throws IOException {
    replace(file, version, new byte[0]);
  }

  private Optional<FileStatus> status(Path file) throws IOException {
    try {
      return Optional.of(files.getFileStatus(file));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  private static String etag(FileStatus status) throws IOException {
    if (status instanceof EtagSource source && source.getEtag() != null) {
      return source.getEtag();
    }
    throw new IOException(status.getPath() + " has no ETag");
  }
}
