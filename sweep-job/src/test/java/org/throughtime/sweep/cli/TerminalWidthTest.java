package org.throughtime.sweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class TerminalWidthTest {
  @Test
  void readsWhatSttySays() {
    assertEquals(Optional.of(120), TerminalWidth.parse("40 120\n"));
    assertEquals(Optional.empty(), TerminalWidth.parse("0 0\n"));
    assertEquals(Optional.empty(), TerminalWidth.parse(""));
    assertEquals(Optional.empty(), TerminalWidth.parse("stty: not a terminal"));
  }

  @Test
  void aTerminalThatDoesNotKnowItsWidthHasTheUsualOne() {
    for (String said : new String[] {"0", "-1"}) {
      System.setProperty("throughtime.columns", said);
      try {
        assertEquals(80, TerminalWidth.atStart());
      } finally {
        System.clearProperty("throughtime.columns");
      }
    }
    assertEquals(80, TerminalWidth.atStart());
  }

  @Test
  void isTheOneOfTheStartUntilItChanges() {
    assertEquals(77, new TerminalWidth(77).getAsInt());
  }
}
