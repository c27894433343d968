package org.throughtime.model.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SchemaTest {
  private record Source(int n, Optional<Double> loss, float[] profile) {}

  private static final Metric<Source, Integer> N = Metric.integer("n", "", "a number", Source::n);
  private static final Metric<Source, Double> LOSS =
      Metric.<Double>real("loss", "nats", "a loss", v -> v).within(Source::loss);
  private static final Metric<Source, float[]> PROFILE =
      Metric.<Source>profile("profile", "", "steps", Source::profile).late();
  private static final Schema<Source> SCHEMA = new Schema<>(List.of(N, LOSS, PROFILE));

  private static MetricValues row(double loss, float... profile) {
    return SCHEMA.measure(new Source(3, Optional.of(loss), profile));
  }

  @Test
  void aRowHasWhatWasMeasured() {
    MetricValues row = row(.5, 1, 2);
    assertEquals(3, row.value(N));
    assertEquals(Optional.of(.5), row.get(LOSS));
    assertArrayEquals(new float[] {1, 2}, row.value(PROFILE));
    assertEquals("{n=3, loss=0.5, profile=[1.0, 2.0]}", row.toString());
    MetricValues none = SCHEMA.measure(new Source(3, Optional.empty(), null));
    assertEquals(Optional.empty(), none.get(LOSS));
    assertEquals(Arrays.asList(3, null, null), none.cells(SCHEMA));
    assertThrows(IllegalStateException.class, () -> none.value(PROFILE));
  }

  @Test
  void aRowReadBackIsTheRowThatWasMeasured() {
    MetricValues row = row(Double.NaN, 1, Float.NaN);
    Map<String, Object> kept = new HashMap<>();
    SCHEMA.metrics().forEach(metric -> kept.put(metric.name(), row.get(metric).orElse(null)));
    kept.put("of another version", 1);
    assertEquals(row, SCHEMA.read(metric -> kept.get(metric.name())));
  }

  @Test
  void rowsAreEqualToTheBit() {
    assertEquals(row(0, 1).hashCode(), row(0, 1).hashCode());
    assertNotEquals(row(0, 1), row(-0., 1));
    assertNotEquals(row(0, 1), row(0, 1, 2));
    assertNotEquals(row(0, 0f), row(0, -0f));
  }

  @Test
  void aRowSurvivesSerialization() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(row(.5, 1));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertEquals(row(.5, 1), in.readObject());
    }
  }

  @Test
  void aMetricThatARowNeverHadIsAbsent() {
    Metric<Source, Double> other = Metric.real("other", "", "of another schema", s -> 0.);
    assertEquals(Optional.empty(), row(.5).get(other));
    assertEquals(Optional.empty(), row(.5).get(LOSS.named("other")));
    assertEquals(Optional.empty(), row(.5).get(Metric.text("n", "", "of another type", s -> "")));
  }

  @Test
  void absenceWithinAHolderIsDeclared() {
    assertEquals(Presence.ALWAYS, N.presence());
    assertEquals(Presence.SOMETIMES, LOSS.presence());
    assertEquals(Presence.LATE, PROFILE.within((Source s) -> Optional.of(s)).presence());
    Metric<Optional<MetricValues>, Integer> held = N.ofRow(row -> row);
    assertEquals(3, held.source().apply(Optional.of(row(1))));
    assertEquals(null, held.source().apply(Optional.empty()));
  }

  @Test
  void whatMustBeThereIsMissed() {
    assertEquals(
        "n must be INT, got null",
        assertThrows(IllegalArgumentException.class, () -> SCHEMA.read(metric -> null))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> SCHEMA.read(metric -> "text"));
    assertThrows(IllegalArgumentException.class, () -> new Schema<>(List.of(N, N)));
    assertThrows(IllegalArgumentException.class, () -> Metric.integer("n", "", " ", Source::n));
    assertEquals(Optional.of(LOSS), SCHEMA.metric("loss"));
    assertEquals(Optional.empty(), SCHEMA.metric("other"));
    assertThrows(IllegalArgumentException.class, () -> MetricType.of(Object.class));
    assertEquals(MetricType.PROFILE, MetricType.of(float[].class));
  }
}
