package org.throughtime.sweep.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every kind of store keeps to. */
class FileStoreTest {
  @TempDir java.nio.file.Path dir;

  /** A kind of store. */
  enum Kind {
    LOCAL,
    RENAMING,
    CONDITIONAL
  }

  /** A store, a file in it, and how to lose the answer to the next write. */
  private record Opened(FileStore store, FileSystem files, Path file, Runnable loseAnswer) {
    VersionedFile versions() {
      return store.versioned(file);
    }

    CommittedFile put(ResultsDirectory.Content content) throws StorageException {
      return put(content, () -> {});
    }

    CommittedFile put(ResultsDirectory.Content content, LastLook last) throws StorageException {
      return store.commits(last).put(file, "d/f", content);
    }
  }

  private Opened open(Kind kind) throws IOException {
    return switch (kind) {
      case LOCAL -> {
        RawLocalFileSystem local = new RawLocalFileSystem();
        local.initialize(URI.create("file:///"), new Configuration());
        yield new Opened(
            new FileStore(local, new LocalStore(local)), local, new Path(dir + "/d/f"), () -> {});
      }
      case RENAMING -> {
        RawLocalFileSystem local = new RawLocalFileSystem();
        local.initialize(URI.create("file:///"), new Configuration());
        OneStepFileSystem files = new OneStepFileSystem(local);
        yield new Opened(
            new FileStore(files, new RenamingStore(files)),
            files,
            new Path(dir + "/d/f"),
            files::loseAnswer);
      }
      case CONDITIONAL -> {
        ObjectFileSystem files = new ObjectFileSystem();
        files.initialize(URI.create("objects://bucket"), new Configuration());
        yield new Opened(
            new FileStore(files, new ConditionalStore(files)),
            files,
            new Path("objects://bucket/d/f"),
            () -> files.next(ObjectFileSystem.Put.ANSWER_LOST));
      }
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Version version(Opened opened) throws IOException {
    return opened.versions().read().orElseThrow();
  }

  private static String text(Opened opened) throws IOException {
    return version(opened).text();
  }

  private static List<String> names(Opened opened) throws IOException {
    return Stream.of(opened.store().list(opened.file().getParent()))
        .map(status -> status.getPath().getName())
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aFileIsPutWholeOverAnother(Kind kind) throws IOException {
    Opened opened = open(kind);
    for (String text : List.of("one", "another")) {
      CommittedFile file = opened.put(out -> out.write(bytes(text)));
      assertEquals(text.length(), file.size());
      assertEquals(
          java.util.HexFormat.of().formatHex(Sha256.digest().digest(bytes(text))), file.sha256());
      try (var in = opened.store().open(opened.file())) {
        assertEquals(text, new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    assertEquals(List.of("f"), names(opened));
  }

  @Test
  void aFolderOfThatNameIsRefusedAndGetsNoFile() throws IOException {
    Opened opened = open(Kind.LOCAL);
    java.nio.file.Path folder = java.nio.file.Files.createDirectories(dir.resolve("d/f"));
    StorageException e =
        assertThrows(StorageException.class, () -> opened.put(out -> out.write(1)));
    assertEquals(
        opened.file() + ": cannot be written (a folder has this name; move it away)",
        e.getMessage());
    assertEquals(List.of("f"), names(opened));
    try (var inFolder = java.nio.file.Files.list(folder)) {
      assertEquals(List.of(), inFolder.toList());
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void whatIsNotWrittenToItsEndLeavesTheFileAsItWas(Kind kind) throws IOException {
    Opened opened = open(kind);
    opened.put(out -> out.write(bytes("one")));
    StorageException half =
        assertThrows(
            StorageException.class,
            () ->
                opened.put(
                    out -> {
                      out.write(bytes("ha"));
                      throw new IOException("the disk is full");
                    }));
    assertTrue(half.getMessage().contains("the disk is full"), half.getMessage());
    assertThrows(
        StorageException.class,
        () ->
            opened.put(
                out -> out.write(bytes("late")),
                () -> {
                  throw StorageException.takenOver("d");
                }));
    assertEquals(List.of("f"), names(opened));
    try (var in = opened.store().open(opened.file())) {
      assertEquals("one", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void onlyTheFirstCreates(Kind kind) throws IOException {
    Opened opened = open(kind);
    assertEquals(Optional.empty(), opened.versions().read());
    assertTrue(opened.versions().putIfAbsent(bytes("first")));
    assertFalse(opened.versions().putIfAbsent(bytes("second")));
    assertEquals("first", text(opened));
    assertEquals(List.of("f"), names(opened));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aVersionIsReplacedOnce(Kind kind) throws IOException {
    Opened opened = open(kind);
    opened.versions().putIfAbsent(bytes("0"));
    Version old = version(opened);
    for (int i = 1; i < 12; i++) {
      Version now = version(opened);
      assertTrue(opened.versions().replaceIf(now, bytes("" + i)));
      assertEquals("" + i, text(opened));
      assertFalse(opened.versions().replaceIf(now, bytes("late")), "the same again");
      assertFalse(opened.versions().replaceIf(old, bytes("later")), "an old one");
      assertFalse(opened.versions().putIfAbsent(bytes("new")));
    }
    assertEquals("11", text(opened));
    assertTrue(names(opened).size() <= 2, () -> "versions are left over");
  }

  /** A writer sleeps through the removal of the version that it is to replace. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void whatWasRemovedIsNotReplaced(Kind kind) throws IOException {
    Opened opened = open(kind);
    opened.versions().putIfAbsent(bytes("dead"));
    Version dead = version(opened);
    opened.versions().remove(dead);
    assertEquals(Optional.empty(), opened.versions().read());
    assertFalse(opened.versions().replaceIf(dead, bytes("late")));
    assertEquals(Optional.empty(), opened.versions().read());
    assertTrue(opened.versions().putIfAbsent(bytes("live")));
    assertFalse(opened.versions().replaceIf(dead, bytes("later")));
    assertEquals("live", text(opened));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aLaterVersionIsNotRemoved(Kind kind) throws IOException {
    Opened opened = open(kind);
    opened.versions().putIfAbsent(bytes("mine"));
    Version mine = version(opened);
    opened.versions().replaceIf(mine, bytes("another's"));
    assertThrows(IOException.class, () -> opened.versions().remove(mine));
    assertEquals("another's", text(opened));
  }

  /**
   * A writer sleeps while its version is replaced and removed, and another one creates the file: it
   * must not get in between when it wakes, neither with its own version nor by taking one away.
   */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void noTokenOfAVersionIsUsedTwice(Kind kind) throws IOException {
    Opened opened = open(kind);
    Set<String> used = new HashSet<>();
    for (int i = 0; i < 4; i++) {
      assertTrue(opened.versions().putIfAbsent(bytes("created " + i)));
      for (int j = 0; j < 3; j++) {
        assertTrue(used.add(version(opened).token()), used::toString);
        assertTrue(opened.versions().replaceIf(version(opened), bytes(i + " " + j)));
      }
      Version last = version(opened);
      opened.versions().remove(last);
      assertEquals(Optional.empty(), opened.versions().read());
      assertEquals(1, names(opened).size(), () -> "versions are left over");
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void ofManyAtOnceOneSucceeds(Kind kind) throws Exception {
    Opened opened = open(kind);
    ExecutorService writers = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 20; round++) {
        Optional<Version> there = opened.versions().read();
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int writer = 0; writer < 8; writer++) {
          byte[] bytes = bytes(round + " " + writer);
          calls.add(
              () ->
                  there.isEmpty()
                      ? opened.versions().putIfAbsent(bytes)
                      : opened.versions().replaceIf(there.get(), bytes));
        }
        List<Integer> winners = new ArrayList<>();
        var results = writers.invokeAll(calls);
        for (int writer = 0; writer < 8; writer++) {
          if (results.get(writer).get()) {
            winners.add(writer);
          }
        }
        assertEquals(1, winners.size(), winners::toString);
        assertEquals(round + " " + winners.get(0), text(opened));
      }
    } finally {
      writers.shutdownNow();
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aWriteWhoseAnswerIsLostIsOurs(Kind kind) throws IOException {
    Opened opened = open(kind);
    opened.loseAnswer().run();
    assertTrue(opened.versions().putIfAbsent(bytes("first")));
    opened.loseAnswer().run();
    assertTrue(opened.versions().replaceIf(version(opened), bytes("second")));
    assertEquals("second", text(opened));
  }

  /** Nothing is taken away where the file may have its name. */
  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"RENAMING", "CONDITIONAL"})
  void aPutWhoseAnswerIsLostThrowsAndStays(Kind kind) throws IOException {
    Opened opened = open(kind);
    opened.loseAnswer().run();
    assertThrows(StorageException.class, () -> opened.put(out -> out.write(1)));
    assertTrue(opened.store().exists(opened.file()));
  }

  @Test
  void aRetriedSuccessIsToldFromADefeat() throws IOException {
    Opened opened = open(Kind.CONDITIONAL);
    ObjectFileSystem files = (ObjectFileSystem) opened.files();
    files.next(ObjectFileSystem.Put.ASKED_AGAIN);
    assertTrue(opened.versions().putIfAbsent(bytes("first")));
    files.next(ObjectFileSystem.Put.ASKED_AGAIN);
    assertTrue(opened.versions().replaceIf(version(opened), bytes("second")));
    Version second = version(opened);
    opened.versions().replaceIf(second, bytes("third"));
    files.next(ObjectFileSystem.Put.ASKED_AGAIN);
    assertFalse(opened.versions().replaceIf(second, bytes("fourth")));
    assertEquals("third", text(opened));
  }

  @Test
  void anUnknownOutcomeIsAnErrorAndDeletesNothing() throws IOException {
    Opened opened = open(Kind.CONDITIONAL);
    ObjectFileSystem files = (ObjectFileSystem) opened.files();
    files.next(ObjectFileSystem.Put.NOT_DONE);
    assertThrows(IOException.class, () -> opened.versions().putIfAbsent(bytes("first")));
    opened.versions().putIfAbsent(bytes("first"));
    files.next(ObjectFileSystem.Put.NOT_DONE);
    Version first = version(opened);
    assertThrows(IOException.class, () -> opened.versions().replaceIf(first, bytes("second")));
    assertEquals(first, version(opened));
  }

  @Test
  void anObjectStoreGetsAFileInOneRequest() throws IOException {
    Opened opened = open(Kind.CONDITIONAL);
    ObjectFileSystem files = (ObjectFileSystem) opened.files();
    opened.put(out -> out.write(1));
    opened.put(out -> out.write(2));
    assertEquals(2, files.puts());
    assertEquals(1, files.size());
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aFileIsThereOnceItIsPut(Kind kind) throws IOException {
    Opened opened = open(kind);
    assertFalse(opened.store().has(opened.file()));
    opened.put(out -> out.write(1));
    assertTrue(opened.store().has(opened.file()));
    assertFalse(opened.store().has(opened.file().suffix("2")));
  }

  @Test
  void anObjectStoreIsTriedWithOneObject() throws IOException {
    Configuration configuration = ObjectFileSystem.configuration();
    Path root = new Path("objects://tried/d");
    ObjectFileSystem files = (ObjectFileSystem) root.getFileSystem(configuration);
    ResultsDirectory directory = new ResultsDirectory(root.toString(), configuration);
    directory.commitText(directory.log("run"), "a folder that is there");
    int before = files.puts();
    directory.tryToWrite();
    assertEquals(before + 1, files.puts());
    assertEquals(1, files.size());
  }

  @Test
  void aVersionIsFetchedOnce() throws IOException {
    Opened opened = open(Kind.CONDITIONAL);
    ObjectFileSystem files = (ObjectFileSystem) opened.files();
    opened.versions().putIfAbsent(bytes("first"));
    for (int i = 0; i < 3; i++) {
      assertEquals("first", text(opened));
    }
    assertEquals(1, files.gets());
    VersionedFile another =
        new FileStore(files, new ConditionalStore(files)).versioned(opened.file());
    another.replaceIf(version(opened), bytes("second"));
    assertEquals("second", text(opened));
    assertEquals(2, files.gets());
    another.remove(version(opened));
    assertEquals(Optional.empty(), opened.versions().read());
    assertTrue(another.putIfAbsent(bytes("third")));
    assertEquals("third", text(opened));
  }

  private static void requireOwnable(String uri, Configuration configuration) {
    StoreChoice.requireOwnable(StoreChoice.at(uri, configuration), uri);
  }

  @Test
  void aFileSystemThatCannotKeepASecondDriverAwayIsRefused() {
    Configuration configuration = ObjectFileSystem.configuration();
    requireOwnable("objects://good/d", configuration);
    requireOwnable(dir.toString(), configuration);
    configuration.setBoolean("fs.objects.conditional", false);
    ResultsException e =
        assertThrows(
            ResultsException.class, () -> requireOwnable("objects://bad/d", configuration));
    assertEquals(1, e.getMessage().lines().count());
    assertTrue(
        e.getMessage().startsWith("objects://bad/d: objects:// cannot keep a second driver away"),
        e.getMessage());
  }
}
