package org.throughtime.model.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Specifications of small runs. */
public final class SmallRuns {
  private SmallRuns() {}

  /** Every flag of a run that takes a fraction of a second. */
  public static Map<String, Object> flags() {
    Map<String, Object> flags = new LinkedHashMap<>();
    flags.put("name", "small");
    flags.put("task", "mem");
    flags.put("memvalues", 3);
    flags.put("mempos", 2);
    flags.put("memall", false);
    flags.put("min_length", 10);
    flags.put("max_length", 30);
    flags.put("model", "rnn");
    flags.put("init", "basic_tanh");
    flags.put("nhid", 13);
    flags.put("lr", .1);
    flags.put("bs", 5);
    flags.put("maxiters", 50);
    flags.put("clipstyle", "rescale");
    flags.put("cutoff", 1.0);
    flags.put("alpha", 0.0);
    flags.put("bound", 1e-20);
    flags.put("ebs", 60);
    flags.put("cbs", 20);
    flags.put("checkFreq", 20);
    flags.put("valid_seed", 12345);
    flags.put("err_abs", .2);
    flags.put("collectDiags", true);
    flags.put("diagGates", false);
    flags.put("diagBins", 60);
    flags.put("satThresh", .05);
    flags.put("seed", 52);
    flags.put("backend", "kernel");
    return flags;
  }

  /** The small run with other values: name, value, name, value, ... */
  public static RunSpec with(Object... changes) {
    Map<String, Object> flags = flags();
    for (int i = 0; i < changes.length; i += 2) {
      flags.put((String) changes[i], changes[i + 1]);
    }
    return RunSpec.fromFlags(flags);
  }

  /** The small run of a task, a cell and an Omega, with other values as well. */
  static RunSpec of(
      String task, String model, double alpha, String omegaGradient, Object... changes) {
    Stream<Object> named =
        Stream.of("task", task, "model", model, "alpha", alpha, "omegaGradient", omegaGradient);
    return with(Stream.concat(named, Stream.of(changes)).toArray());
  }
}
