package org.throughtime.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.throughtime.model.cell.Network;
import org.throughtime.model.kernel.KernelProvider;
import org.throughtime.model.train.RunSpec;

/** The requests of the scripts, and that what is drawn for other programs is what ours draws. */
class TimedRunServerTest {
  private static final String START = "start A1 ebs=10 cbs=10 checkFreq=2\n";

  private static List<String> answers(Function<RunSpec, TimedRun> runs, String requests)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new TimedRunServer(runs, new PrintStream(out, true, StandardCharsets.UTF_8))
        .serve(Map.of("program", "a test"), new StringReader(requests));
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void countsIterationsAndCheckpoints() throws IOException {
    List<String> lines = answers(TimedTrainer::new, START + "step 3\n");
    assertEquals("{\"program\":\"a test\"}", lines.get(0));
    assertEquals(10, json(lines.get(1)).getInt("flags.ebs"));
    Config step = json(lines.get(2));
    assertEquals(3, step.getDoubleList("iterations").size());
    assertEquals(1, step.getDoubleList("checkpoints").size());
    double laps =
        step.getDoubleList("iterations").stream().mapToDouble(s -> s).sum()
            + step.getDoubleList("checkpoints").get(0);
    assertTrue(laps <= step.getDouble("seconds"), () -> "laps of " + laps + " in " + step);
  }

  @Test
  void aLossThatIsNotThereIsNan() throws IOException {
    String losses = answers(TimedTrainer::new, START + "step 1\nlosses\n").get(3);
    assertTrue(losses.contains("\"valid_nll\":NaN"), losses);
  }

  @Test
  void drawsForOthersWhatTheTrainerDraws() throws IOException {
    String losses = answers(TimedTrainer::new, START + "step 1\nlosses\n").get(3);
    RunSpec spec = ShippedRuns.spec("A1", Map.of("ebs", 10, "cbs", 10, "checkFreq", 2));
    RunDraws draws = new RunDraws(spec);
    Network network =
        spec.cell()
            .model()
            .network(
                KernelProvider.active(), spec.cell(), draws.weights(), draws.task().head(), .2);
    double first = network.train(draws.next()).loss();
    assertTrue(losses.contains("\"train_nll\":" + first), () -> losses + " and " + first);
  }

  @Test
  void aPassIsACheckpointWithoutIterations() throws IOException {
    Function<RunSpec, TimedRun> passes = spec -> new TimedPass(ValidationPass.of(spec));
    Config step = json(answers(passes, START + "step 2\n").get(2));
    assertEquals(0, step.getDoubleList("iterations").size());
    assertEquals(2, step.getDoubleList("checkpoints").size());
  }

  @Test
  void refusesAnUnknownRequest() {
    assertThrows(
        IllegalArgumentException.class, () -> answers(TimedTrainer::new, START + "stop\n"));
  }

  private static Config json(String line) {
    return ConfigFactory.parseString(line);
  }
}
