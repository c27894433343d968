package org.throughtime.model.flag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FromLengthTest {
  @ParameterizedTest
  @ValueSource(strings = {"0", "200", "L100:200"})
  void readsWhatItWrites(String value) {
    assertEquals(value, FromLength.parse(value).label());
  }

  @Test
  void countsFromTheLengthOn() {
    assertEquals(200, FromLength.parse("200").at(1));
    assertEquals(0, FromLength.parse("L100:200").at(99));
    assertEquals(200, FromLength.parse("L100:200").at(100));
    assertEquals(0, FromLength.NONE.at(1000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "L0:200", "L100", "100:L200", "L100:0", "1.5", "L100:-1"})
  void refusesWhatIsNone(String value) {
    assertThrows(IllegalArgumentException.class, () -> FromLength.parse(value));
  }
}
