package org.throughtime.sweep.answers;

import java.util.List;
import org.throughtime.model.train.RunSpec;

/** Stand-in. */
public record RunFigures(RunSpec spec, String status, List<CheckpointFigures> checkpoints) {}
