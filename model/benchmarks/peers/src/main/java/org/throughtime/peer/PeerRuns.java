package org.throughtime.peer;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Function;
import org.throughtime.benchmark.PassWeights;
import org.throughtime.benchmark.RunDraws;
import org.throughtime.benchmark.TimedRun;
import org.throughtime.benchmark.TimedRunServer;
import org.throughtime.model.train.RunSpec;

/**
 * A {@link TimedRunServer} of a peer. The first argument is the label of a {@link Peer}. With that
 * alone the peer trains; the label of {@link PassWeights} as a second one makes it score the
 * validation set instead.
 */
public final class PeerRuns {
  private PeerRuns() {}

  /** Answers requests until there are no more. */
  public static void main(String[] args) throws IOException {
    PeerProgram program = Peer.valueOf(args[0].toUpperCase(Locale.ROOT)).program();
    Function<RunSpec, TimedRun> runs =
        args.length == 1
            ? spec -> program.train(new RunDraws(spec))
            : spec -> program.pass(new RunDraws(spec), PassWeights.of(args[1]).draw(spec));
    new TimedRunServer(runs, System.out)
        .serve(program.describe(), new InputStreamReader(System.in, StandardCharsets.UTF_8));
  }
}
