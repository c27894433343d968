package org.throughtime.sweep.plugin;

import org.throughtime.sweep.config.value.ConfigBlock;
import org.throughtime.sweep.strategy.DrawnRuns;
import org.throughtime.sweep.strategy.DrawnSettings;
import org.throughtime.sweep.strategy.Layers;
import org.throughtime.sweep.strategy.Sampler;
import org.throughtime.sweep.strategy.SamplerKind;

/** A sampler that the program knows nothing of: draw d has every flag at one of its ends. */
public final class Corners implements SamplerKind {
  @Override
  public String key() {
    return "corners";
  }

  @Override
  public String example() {
    return DrawnSettings.EXAMPLE;
  }

  @Override
  public Sampler read(ConfigBlock block, Layers layers) {
    return new DrawnRuns(
        block,
        layers,
        (draws, flags, random) -> {
          double[][] points = new double[draws][flags];
          for (int draw = 0; draw < draws; draw++) {
            for (int flag = 0; flag < flags; flag++) {
              points[draw][flag] = (draw >> flag & 1) * Math.nextDown(1.0);
            }
          }
          return points;
        });
  }
}
