package org.throughtime.sweep.digest;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.schema.MessageType;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.RunStatus;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.table.RunTable;

/**
 * How a run ended, as its row in {@code runs} says.
 *
 * @param status its label
 * @param iterations how many it did
 */
record Ending(String status, long iterations) {
  private static final List<String> COLUMNS = List.of("status", "steps", "spec_hash");

  /**
   * Reads it.
   *
   * @return empty where the row is one of other flags: then the run has not ended
   * @throws UnreadableException where the row is not there or cannot be read
   */
  static Optional<Ending> read(ResultsDirectory directory, RunSpec spec)
      throws UnreadableException {
    MessageType schema = RunTable.table(spec).schema();
    Configuration conf = new Configuration(directory.configuration());
    conf.set(
        ReadSupport.PARQUET_READ_SCHEMA,
        new MessageType(RunTable.NAME, COLUMNS.stream().map(schema::getType).toList()).toString());
    Path file = directory.row(spec.name());
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), file).withConf(conf).build()) {
      Group row = reader.read();
      if (row == null) {
        throw new UnreadableException(file, "has no row");
      }
      if (!row.getString("spec_hash", 0).equals(spec.hash())) {
        return Optional.empty();
      }
      boolean begun = row.getFieldRepetitionCount("steps") > 0;
      return Optional.of(
          new Ending(row.getString("status", 0), begun ? row.getInteger("steps", 0) + 1L : 0));
    } catch (UnreadableException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // What Parquet makes of bytes that are not what it wrote is any of these.
      throw UnreadableException.of(file, e);
    }
  }

  /** Whether it can go on, from where it was when it was stopped. */
  boolean resumable() {
    return status.equals(RunStatus.STOPPED.label());
  }

  /** Whether it came to its end, where a run leaves its final state. */
  boolean complete() {
    return !resumable() && !status.equals(RunStatus.FAILED.label());
  }

  /**
   * Whether a run that ended so has this many checkpoints. What ends a run at an iteration that has
   * one may come before it.
   */
  boolean goesWith(long checkpoints, int checkFreq) {
    long last = Math.max(0, iterations - 1);
    long due = last / checkFreq;
    boolean before = last % checkFreq == 0 && !status.equals(RunStatus.FINISHED.label());
    return checkpoints == due || before && checkpoints == due - 1;
  }
}
