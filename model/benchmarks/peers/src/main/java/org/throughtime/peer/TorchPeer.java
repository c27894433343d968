package org.throughtime.peer;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;
import org.throughtime.benchmark.RunDraws;
import org.throughtime.benchmark.TimedRun;
import org.throughtime.model.cell.Parameters;

/** libtorch, called through JavaCPP. */
final class TorchPeer implements PeerProgram {
  private static final Pattern VERSION = Pattern.compile("TORCH_VERSION=([^,]*)");

  private final TorchStyle style;

  TorchPeer(TorchStyle style) {
    this.style = style;
    torch.set_num_threads(1);
  }

  @Override
  public Map<String, String> describe() {
    String configuration = torch.show_config().getString();
    Matcher version = VERSION.matcher(configuration);
    return Map.of(
        "program",
        "libtorch "
            + (version.find() ? version.group(1) : "of unknown version")
            + " with"
            + openblas_nolapack.OPENBLAS_VERSION.stripTrailing(),
        "kernels",
        torch.get_cpu_capability().getString(),
        "configuration",
        configuration);
  }

  @Override
  public TimedRun train(RunDraws draws) {
    return new TorchTraining(style, draws);
  }

  @Override
  public TimedRun pass(RunDraws draws, Parameters weights) {
    TorchHead head = new TorchHead(style, draws);
    TorchNetwork network = style.network(draws, weights);
    return new TorchPass(new TorchValidation(style, draws, network, head));
  }
}
