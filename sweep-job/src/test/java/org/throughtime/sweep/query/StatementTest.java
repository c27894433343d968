package org.throughtime.sweep.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatementTest {
  private static List<String> texts(String text) {
    return Statement.all(text).stream().map(Statement::text).toList();
  }

  @Test
  void semicolonsInStringsAndCommentsEndNothing() {
    assertEquals(
        List.of("SELECT ';' AS a", "SELECT 2 -- not ; here\n, 3", "SELECT `;` FROM /* ; */ x"),
        texts(
            "-- first; comment\nSELECT ';' AS a;\nSELECT 2 -- not ; here\n, 3;;"
                + "SELECT `;` FROM /* ; */ x"));
    assertEquals(List.of(), texts("  -- nothing\n /* at all */ ;"));
    assertEquals(List.of("SELECT 'Ω\uD835\uDD4F' x"), texts("SELECT 'Ω\uD835\uDD4F' x;"));
  }

  @Test
  void aStatementIsCompleteBehindItsSemicolon() {
    assertTrue(Statement.isComplete("SELECT 1;"));
    assertTrue(Statement.isComplete("SELECT 1; -- and that is all"));
    assertTrue(Statement.isComplete("  "));
    assertFalse(Statement.isComplete("SELECT 1"));
    assertFalse(Statement.isComplete("SELECT ';"));
    assertFalse(Statement.isComplete("SELECT 1; SELECT"));
  }

  @Test
  void wordsAreThoseOutsideOfComments() {
    Statement statement = Statement.all("select Iter from `Runs` -- checkpoints").get(0);
    assertTrue(statement.words().contains("runs"));
    assertFalse(statement.words().contains("checkpoints"));
    assertEquals("SELECT", statement.keyword());
  }
}
