package org.throughtime.sweep.record;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.throughtime.model.cell.LinearErrors;
import org.throughtime.model.diagnostics.Profile;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.IterationFigures;

/** Reads the files of tables back. */
final class SegmentReader {
  private SegmentReader() {}

  /** The rows of a file of {@code iterations}, in order. */
  static List<IterationFigures> iterations(byte[] file) throws IOException {
    return rows(
        file,
        new Configuration(false),
        row ->
            new IterationFigures(
                row.getInteger("iter", 0),
                row.getInteger("length", 0),
                row.getDouble("train_nll", 0),
                row.getDouble("gradient_norm", 0),
                row.getDouble("gradient_norm_post", 0),
                row.getDouble("Omega", 0),
                row.getDouble("steps_in_past", 0)));
  }

  /** The rows of a file of {@code checkpoints}, in order. */
  static List<Checkpoint> checkpoints(byte[] file) throws IOException {
    return rows(file, new Configuration(false), SegmentReader::checkpoint);
  }

  private static Checkpoint checkpoint(Group row) {
    return new Checkpoint(
        row.getInteger("iter", 0),
        row.getDouble("train_nll", 0),
        row.getDouble("gradient_norm", 0),
        row.getDouble("gradient_norm_post", 0),
        row.getDouble("Omega", 0),
        row.getDouble("steps_in_past", 0),
        row.getDouble("valid_nll", 0),
        row.getDouble("valid_error", 0),
        row.getDouble("best_valid_error", 0),
        has(row, "valid_mae")
            ? Optional.of(
                new LinearErrors(
                    row.getDouble("valid_mae", 0),
                    row.getDouble("valid_err_05", 0),
                    row.getDouble("valid_err_10", 0),
                    row.getDouble("valid_err_abs", 0),
                    row.getDouble("valid_maxae", 0)))
            : Optional.empty(),
        row.getDouble("rho_Whh", 0),
        has(row, "diag_loss")
            ? Optional.of(
                new Checkpoint.Diagnostics(
                    row.getDouble("diag_loss", 0),
                    row.getDouble("diag_err", 0),
                    new Profile(
                        profile(row, "grad_time").orElseThrow(),
                        profile(row, "act_time").orElseThrow(),
                        profile(row, "sat_time").orElseThrow(),
                        profile(row, "gate_z_sat_time"),
                        profile(row, "gate_r_sat_time"))))
            : Optional.empty());
  }

  /**
   * The last row of a file, without its profiles.
   *
   * @throws IOException where it is no Parquet file
   */
  static Optional<Group> last(byte[] file, Table<?> table) throws IOException {
    List<Type> numbers = table.schema().getFields().stream().filter(Type::isPrimitive).toList();
    Configuration conf = new Configuration(false);
    conf.set(ReadSupport.PARQUET_READ_SCHEMA, new MessageType(table.name(), numbers).toString());
    List<Group> rows = rows(file, conf, Function.identity());
    return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(rows.size() - 1));
  }

  static boolean has(Group row, String column) {
    return row.getFieldRepetitionCount(column) > 0;
  }

  private static Optional<float[]> profile(Group row, String column) {
    if (!has(row, column)) {
      return Optional.empty();
    }
    Group list = row.getGroup(column, 0);
    float[] values = new float[list.getFieldRepetitionCount("list")];
    for (int t = 0; t < values.length; t++) {
      values[t] = list.getGroup("list", t).getFloat("element", 0);
    }
    return Optional.of(values);
  }

  private static <R> List<R> rows(byte[] file, Configuration conf, Function<Group, R> row)
      throws IOException {
    List<R> rows = new ArrayList<>();
    try (ParquetReader<Group> reader = new Builder(new ParquetInput(file), conf).build()) {
      for (Group group = reader.read(); group != null; group = reader.read()) {
        rows.add(row.apply(group));
      }
    } catch (RuntimeException e) {
      throw new IOException("no Parquet file of this program", e);
    }
    return rows;
  }

  private static final class Builder extends ParquetReader.Builder<Group> {
    Builder(InputFile file, Configuration conf) {
      super(file);
      withConf(conf);
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }
}
