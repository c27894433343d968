package org.throughtime.sweep.plugin;

import org.throughtime.sweep.config.value.ConfigBlock;
import org.throughtime.sweep.strategy.Layers;
import org.throughtime.sweep.strategy.Sampler;
import org.throughtime.sweep.strategy.SamplerKind;

/** A sampler whose key another one has. */
public final class OtherTpe implements SamplerKind {
  @Override
  public String key() {
    return "tpe";
  }

  @Override
  public String example() {
    return "";
  }

  @Override
  public Sampler read(ConfigBlock block, Layers layers) {
    throw new AssertionError("nobody asks for it");
  }
}
