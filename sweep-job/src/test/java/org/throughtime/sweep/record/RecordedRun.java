package org.throughtime.sweep.record;

import java.util.LinkedHashMap;
import java.util.Map;
import org.throughtime.model.train.RunSpec;

/** Specifications for tests of what a run leaves: the canonical A1, cut and changed by flags. */
final class RecordedRun {
  private RecordedRun() {}

  /** The run, with flags and their values in turn. */
  static RunSpec with(Object... changes) {
    Map<String, Object> flags = new LinkedHashMap<>();
    flags.put("name", "A1_mem_rnn_tanh_noclip");
    flags.put("task", "mem");
    flags.put("memvalues", 5);
    flags.put("mempos", 10);
    flags.put("memall", false);
    flags.put("min_length", 50);
    flags.put("max_length", 200);
    flags.put("model", "rnn");
    flags.put("init", "basic_tanh");
    flags.put("nhid", 50);
    flags.put("lr", .01);
    flags.put("bs", 20);
    flags.put("maxiters", 50000);
    flags.put("clipstyle", "nothing");
    flags.put("cutoff", 1.0);
    flags.put("alpha", 0.0);
    flags.put("bound", 1e-20);
    flags.put("ebs", 10000);
    flags.put("cbs", 1000);
    flags.put("checkFreq", 20);
    flags.put("valid_seed", 12345);
    flags.put("err_abs", .2);
    flags.put("collectDiags", true);
    flags.put("diagGates", false);
    flags.put("diagBins", 60);
    flags.put("satThresh", .05);
    flags.put("seed", 52);
    flags.put("backend", "kernel");
    for (int i = 0; i < changes.length; i += 2) {
      flags.put((String) changes[i], changes[i + 1]);
    }
    return RunSpec.fromFlags(flags);
  }
}
