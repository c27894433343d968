package org.throughtime.model.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.throughtime.model.cell.CellStep;
import org.throughtime.model.diagnostics.Eigenvalues.Eigenvalue;
import org.throughtime.model.random.LegacyRandom;
import org.throughtime.model.reference.Problem;
import org.throughtime.model.task.Head;
import org.throughtime.model.task.Task;
import org.throughtime.model.task.Tasks;
import org.throughtime.model.task.TestTasks;

/** Every result bit for bit: the same twice, and the same on every machine and Java. */
class SameBitsTest {
  private static final class Bits {
    private final CRC32 crc = new CRC32();

    void add(double... values) {
      for (double value : values) {
        crc.update(ByteBuffer.allocate(8).putDouble(0, value));
      }
    }

    String hex() {
      return Long.toHexString(crc.getValue());
    }
  }

  private static String bits(String model) {
    Problem problem = Problem.of(model, "basic_tanh", "torder", 8, 16, 60);
    Task task = Tasks.create(TestTasks.spec("torder"));
    CellStep step = problem.cell().model().step(problem.cell().init(), problem.parameters());
    Bits bits = new Bits();
    List<double[]> starts = VisitedStates.of(step, problem.batch(), 40, new LegacyRandom(3));
    FixedPointSearch search =
        new FixedPointSearch(step, Head.LAST_SOFTMAX, FixedPointSearch.Tolerances.STANDARD);
    for (HeldInput held : HeldInput.of(problem.batch())) {
      add(bits, search.under(held, starts));
    }
    LyapunovSpectrum spectrum =
        new LyapunovMethod(100, 400, 4)
            .spectrum(step, new Distractors(task, new LegacyRandom(4)), starts.get(0))
            .orElseThrow();
    spectrum.exponents().forEach(bits::add);
    bits.add(spectrum.standardError(), spectrum.sum(), spectrum.kaplanYorke());
    JacobianSpectrum.of(step, problem.batch(), 3, JacobianSpectrum.distances(60))
        .forEach(s -> bits.add(s.largest(), s.median(), s.least()));
    bits.add(GradientBound.of(problem.cell(), problem.parameters()).orElse(-1));
    new RetentionTrial(20, 20, List.of(10, 300), 0)
        .of(step, task, new LegacyRandom(5))
        .forEach(retention -> bits.add(retention.share()));
    return bits.hex();
  }

  private static void add(Bits bits, FixedPoints points) {
    bits.add(points.lost(), points.moving(), points.fixed().size(), points.slow().size());
    for (FixedPoint point : points.fixed()) {
      bits.add(point.state().stream().mapToDouble(Double::doubleValue).toArray());
      bits.add(
          point.speed(),
          point.answer(),
          point.starts(),
          point.basin(),
          point.unstable().orElse(-1));
      for (Eigenvalue value : point.eigenvalues().orElseThrow().values()) {
        bits.add(value.real(), value.imaginary());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"rnn, a76e1206", "gru, 6322a50a", "lstm, ab76d1be"})
  void everyResult(String model, String expected) {
    String first = bits(model);
    assertEquals(first, bits(model), "the same twice");
    assertEquals(expected, first);
  }
}
