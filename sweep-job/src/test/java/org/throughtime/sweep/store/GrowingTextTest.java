package org.throughtime.sweep.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GrowingTextTest {
  @TempDir Path dir;

  private static GrowingText log(ResultsDirectory results) {
    return results.growing(results.log("run"), results.row("run"));
  }

  private static String text(ResultsDirectory results) throws IOException {
    return results.readText(results.log("run"));
  }

  private static void end(ResultsDirectory results, String text) throws IOException {
    results.commitText(results.log("run"), text);
    results.commitText(results.row("run"), "a row");
  }

  @ParameterizedTest
  @EnumSource(ResultsOn.class)
  void itGrows(ResultsOn kind) throws IOException {
    ResultsDirectory results = kind.open(dir).results();
    GrowingText log = log(results);
    log.begin("a");
    assertEquals("a", text(results));
    for (String text : new String[] {"ab", "abc", "abc", "abcd"}) {
      log.commitUnlessEnded(text);
      assertEquals(text, text(results));
    }
  }

  @ParameterizedTest
  @EnumSource(ResultsOn.class)
  void whatIsThereIsNotBegunAgain(ResultsOn kind) throws IOException {
    ResultsDirectory results = kind.open(dir).results();
    results.commitText(results.log("run"), "abc");
    log(results).begin("a");
    assertEquals("abc", text(results));
  }

  @ParameterizedTest
  @EnumSource(ResultsOn.class)
  void anAttemptThatResumesGoesOn(ResultsOn kind) throws IOException {
    ResultsDirectory results = kind.open(dir).results();
    results.commitText(results.log("run"), "ab");
    GrowingText log = log(results);
    log.commitUnlessEnded("abc");
    log.begin("a");
    log.commitUnlessEnded("abcd");
    assertEquals("abcd", text(results));
  }

  @ParameterizedTest
  @EnumSource(ResultsOn.class)
  void theEndStays(ResultsOn kind) throws IOException {
    ResultsDirectory results = kind.open(dir).results();
    GrowingText log = log(results);
    log.begin("a");
    log.commitUnlessEnded("ab");
    end(results, "abc, the end");
    log.commitUnlessEnded("abc");
    log.commitUnlessEnded("abcd");
    log(results).commitUnlessEnded("abcde");
    assertEquals("abc, the end", text(results));
  }

  /** Where the row is not there yet, too: the end of a log comes before it. */
  @ParameterizedTest
  @EnumSource(ResultsOn.class)
  void theEndStaysWithoutARow(ResultsOn kind) throws IOException {
    ResultsDirectory results = kind.open(dir).results();
    GrowingText before = log(results);
    before.begin("a");
    before.commitUnlessEnded("ab");
    results.commitText(results.log("run"), "abc, the end");
    before.commitUnlessEnded("abc");
    log(results).commitUnlessEnded("ab");
    assertEquals("abc, the end", text(results));
  }

  @ParameterizedTest
  @EnumSource(ResultsOn.class)
  void theTextOfAnAttemptThatWasStoppedIsReplaced(ResultsOn kind) throws IOException {
    ResultsDirectory results = kind.open(dir).results();
    results.commitText(results.log("run"), "ab, stopped");
    GrowingText log = log(results);
    log.commitUnlessEnded("ab");
    log.begin("a");
    log.commitUnlessEnded("abc");
    assertEquals("abc", text(results));
  }

  @ParameterizedTest
  @EnumSource(ResultsOn.class)
  void ofTwoAttemptsTheOneThatIsFurtherCounts(ResultsOn kind) throws IOException {
    ResultsDirectory results = kind.open(dir).results();
    GrowingText one = log(results);
    GrowingText other = log(results);
    one.begin("a");
    other.begin("a");
    String[] texts = {"ab", "abc", "abcd", "abcde"};
    for (int i = 1; i < texts.length; i++) {
      one.commitUnlessEnded(texts[i]);
      assertEquals(texts[i], text(results));
      other.commitUnlessEnded(texts[i - 1]);
      assertEquals(texts[i], text(results));
    }
    other.commitUnlessEnded("abcdef");
    assertEquals("abcdef", text(results));
  }

  @ParameterizedTest
  @EnumSource(ResultsOn.class)
  void aLostAnswerIsNoEnd(ResultsOn kind) throws IOException {
    ResultsOn.Opened opened = kind.open(dir);
    GrowingText log = log(opened.results());
    log.begin("a");
    if (kind == ResultsOn.CONDITIONAL) {
      opened.loseAnswer().run();
    }
    log.commitUnlessEnded("ab");
    log.commitUnlessEnded("abc");
    assertEquals("abc", text(opened.results()));
  }

  @ParameterizedTest
  @EnumSource(ResultsOn.class)
  void withoutTheLeaseNothingIsWritten(ResultsOn kind) throws IOException {
    ResultsDirectory results = kind.open(dir).results();
    GrowingText held;
    try (SweepOwner owner = SweepOwner.claim(results, note -> {})) {
      held = log(owner.directory());
      held.begin("a");
      held.commitUnlessEnded("ab");
    }
    assertThrows(StorageException.class, () -> held.commitUnlessEnded("abc"));
    GrowingText late = log(results.heldBy(new Lease("late", 1)));
    assertThrows(StorageException.class, () -> late.commitUnlessEnded("abc"));
    assertEquals("ab", text(results));
  }

  @Test
  void nothingIsAskedBeforeACommit() throws IOException {
    ResultsDirectory results = ResultsOn.CONDITIONAL.open(dir).results();
    ObjectFileSystem objects = ResultsOn.objects(results);
    objects.nameBySums();
    GrowingText log = log(results);
    log.begin("a");
    int asked = objects.requests();
    for (int i = 1; i <= 10; i++) {
      log.commitUnlessEnded("a".repeat(1 + i));
    }
    assertEquals(10, objects.requests() - asked);
    assertEquals(11, objects.puts());
  }

  /** As a server does that encrypts: then the version is read before it is replaced. */
  @Test
  void aStoreThatNamesVersionsOtherwiseIsAskedForTheName() throws IOException {
    ResultsDirectory results = ResultsOn.CONDITIONAL.open(dir).results();
    ObjectFileSystem objects = ResultsOn.objects(results);
    GrowingText log = log(results);
    log.begin("a");
    log.commitUnlessEnded("ab");
    int asked = objects.requests();
    log.commitUnlessEnded("abc");
    assertEquals(3, objects.requests() - asked);
    assertEquals("abc", text(results));
  }
}
