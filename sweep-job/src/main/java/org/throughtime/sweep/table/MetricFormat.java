package org.throughtime.sweep.table;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.throughtime.model.cell.LinearErrors;
import org.throughtime.model.diagnostics.Profile;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.IterationMetrics;

/** Rows of the tables as bytes of a state file: every component in its order, bit by bit. */
public final class MetricFormat {
  private MetricFormat() {}

  public static void write(DataOutputStream out, IterationMetrics f) throws IOException {
    out.writeInt(f.iter());
    out.writeInt(f.length());
    out.writeDouble(f.trainNll());
    out.writeDouble(f.gradientNorm());
    out.writeDouble(f.gradientNormPost());
    out.writeDouble(f.omega());
    out.writeDouble(f.stepsInPast());
  }

  public static IterationMetrics readIteration(DataInputStream in) throws IOException {
    return new IterationMetrics(
        in.readInt(),
        in.readInt(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble());
  }

  public static void write(DataOutputStream out, Checkpoint c) throws IOException {
    out.writeInt(c.iter());
    out.writeDouble(c.trainNll());
    out.writeDouble(c.gradientNorm());
    out.writeDouble(c.gradientNormPost());
    out.writeDouble(c.omega());
    out.writeDouble(c.stepsInPast());
    out.writeDouble(c.validNll());
    out.writeDouble(c.validError());
    out.writeDouble(c.bestValidError());
    out.writeBoolean(c.linear().isPresent());
    if (c.linear().isPresent()) {
      LinearErrors linear = c.linear().get();
      out.writeDouble(linear.mae());
      out.writeDouble(linear.err05());
      out.writeDouble(linear.err10());
      out.writeDouble(linear.errAbs());
      out.writeDouble(linear.maxae());
    }
    out.writeDouble(c.rho());
    out.writeBoolean(c.diagnostics().isPresent());
    if (c.diagnostics().isPresent()) {
      Checkpoint.Diagnostics diagnostics = c.diagnostics().get();
      out.writeDouble(diagnostics.loss());
      out.writeDouble(diagnostics.error());
      Profile profile = diagnostics.profile();
      writeFloats(out, profile.gradTime());
      writeFloats(out, profile.actTime());
      writeFloats(out, profile.satTime());
      writeOptional(out, profile.gateZ());
      writeOptional(out, profile.gateR());
    }
  }

  public static Checkpoint readCheckpoint(DataInputStream in) throws IOException {
    return new Checkpoint(
        in.readInt(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readBoolean()
            ? Optional.of(
                new LinearErrors(
                    in.readDouble(),
                    in.readDouble(),
                    in.readDouble(),
                    in.readDouble(),
                    in.readDouble()))
            : Optional.empty(),
        in.readDouble(),
        in.readBoolean()
            ? Optional.of(
                new Checkpoint.Diagnostics(
                    in.readDouble(),
                    in.readDouble(),
                    new Profile(
                        readFloats(in),
                        readFloats(in),
                        readFloats(in),
                        readOptional(in),
                        readOptional(in))))
            : Optional.empty());
  }

  private static void writeOptional(DataOutputStream out, Optional<float[]> values)
      throws IOException {
    out.writeBoolean(values.isPresent());
    if (values.isPresent()) {
      writeFloats(out, values.get());
    }
  }

  private static Optional<float[]> readOptional(DataInputStream in) throws IOException {
    return in.readBoolean() ? Optional.of(readFloats(in)) : Optional.empty();
  }

  /** Bit by bit: {@code writeFloat} would make one NaN of all. */
  public static void writeFloats(DataOutputStream out, float[] values) throws IOException {
    out.writeInt(values.length);
    for (float value : values) {
      out.writeInt(Float.floatToRawIntBits(value));
    }
  }

  public static float[] readFloats(DataInputStream in) throws IOException {
    float[] values = new float[in.readInt()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.intBitsToFloat(in.readInt());
    }
    return values;
  }
}
