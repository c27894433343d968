package org.throughtime.model.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.throughtime.model.cell.Parameter;
import org.throughtime.model.cell.Score;

class NormOfRecurrentTest {
  @Test
  void isTheRootOfTheSumOfSquares() {
    Parameter recurrent = Parameter.matrix("W_hh", 2, 2);
    recurrent.assign(new float[] {1, -2, 2, 4});
    CheckpointSource source =
        new CheckpointSource(
            20,
            TrainerState.WindowSums.ZERO,
            new Score(0, 0, Optional.empty()),
            100,
            recurrent,
            Optional.empty());
    List<Double> values =
        CheckpointMetrics.SCALARS.stream()
            .filter(metric -> metric.name().equals("norm_Whh"))
            .<Double>map(metric -> metric.source().apply(source))
            .toList();
    assertEquals(List.of(5.0), values);
  }
}
