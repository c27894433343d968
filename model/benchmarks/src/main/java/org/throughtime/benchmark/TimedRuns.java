package org.throughtime.benchmark;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import org.throughtime.model.kernel.KernelProvider;
import org.throughtime.model.train.RunSpec;

/**
 * A {@link TimedRunServer} of this program. Without an argument it trains; the label of a {@link
 * PassWeights} makes it score the validation set with those weights instead.
 */
public final class TimedRuns {
  private TimedRuns() {}

  /** Answers requests until there are no more. */
  public static void main(String[] args) throws IOException {
    Function<RunSpec, TimedRun> runs =
        args.length == 0 ? TimedTrainer::new : passes(PassWeights.of(args[0]));
    Map<String, String> program =
        Map.of(
            "kernels",
            KernelProvider.active().name(),
            "program",
            System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
    new TimedRunServer(runs, System.out)
        .serve(program, new InputStreamReader(System.in, StandardCharsets.UTF_8));
  }

  private static Function<RunSpec, TimedRun> passes(PassWeights weights) {
    return spec -> new TimedPass(ValidationPass.of(spec, weights.draw(spec)));
  }
}
