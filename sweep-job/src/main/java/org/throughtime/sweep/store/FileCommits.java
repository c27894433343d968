package org.throughtime.sweep.store;

import java.io.IOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.apache.commons.io.output.CountingOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;

/** Commits files of a {@link Store}, and takes them away, as long as a last look allows it. */
final class FileCommits {
  /** As many as S3A deletes in one request. A store that was away is waited for anew with each. */
  private static final int AT_ONCE = 250;

  private final Store store;
  private final Patience patience;
  private final LastLook last;

  /**
   * @param patience of one who waits while the storage is away
   * @param last asked before each file gets its name, and before one is taken away
   */
  FileCommits(Store store, Patience patience, LastLook last) {
    this.store = store;
    this.patience = patience;
    this.last = last;
  }

  /** Takes files away, those that are there. */
  void delete(List<Path> files) throws IOException {
    for (int i = 0; i < files.size(); i += AT_ONCE) {
      List<Path> some = files.subList(i, Math.min(files.size(), i + AT_ONCE));
      patience.call(
          () -> {
            store.delete(some, last);
            return null;
          });
    }
  }

  /**
   * Commits a file whole, replacing one of its name.
   *
   * @param path of it, as the result has it
   * @throws StorageException where it cannot be written. Then nothing of it is left, as far as the
   *     file system lets; but where it may have got its name, nothing is taken away
   */
  CommittedFile put(Path file, String path, ResultsDirectory.Content content)
      throws StorageException {
    return patiently(file, () -> putOnce(file, path, content));
  }

  /**
   * Commits a file unless there is one of its name.
   *
   * @return whether the file has this content now
   * @throws StorageException where it cannot be written, or nobody knows whether it was
   */
  boolean putIfAbsent(Path file, byte[] bytes) throws StorageException {
    return patiently(
        file,
        () -> {
          last.require();
          return new VersionedFile(store, file).putIfAbsent(bytes);
        });
  }

  /**
   * Commits a file over one version of it, and over no other.
   *
   * @return whether the file has this content now
   * @throws StorageException where it cannot be written, or nobody knows whether it was
   */
  boolean replaceIf(Path file, Version version, byte[] bytes) throws StorageException {
    return patiently(
        file,
        () -> {
          last.require();
          return new VersionedFile(store, file).replaceIf(version, bytes);
        });
  }

  /** A file of versions now; empty where there is none. */
  Optional<Version> read(Path file) throws IOException {
    return patience.call(() -> store.read(file));
  }

  /** What a file is that these bytes were written to, as far as that is known without asking. */
  Optional<Version> written(byte[] bytes) {
    return store.written(bytes);
  }

  private <T> T patiently(Path file, Patience.Operation<T> action) throws StorageException {
    try {
      return patience.call(action);
    } catch (StorageException e) {
      throw e;
    } catch (IOException | FSError e) {
      throw StorageException.cannotWrite(file, e);
    }
  }

  private CommittedFile putOnce(Path file, String path, ResultsDirectory.Content content)
      throws IOException {
    MessageDigest sha256 = Sha256.digest();
    LongAdder size = new LongAdder();
    store.putWhole(
        file,
        out -> {
          CountingOutputStream counted =
              new CountingOutputStream(new DigestOutputStream(out, sha256));
          content.writeTo(counted);
          counted.flush();
          size.add(counted.getByteCount());
        },
        last);
    return new CommittedFile(path, size.sum(), HexFormat.of().formatHex(sha256.digest()));
  }
}
