package org.throughtime.sweep.query;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.throughtime.model.train.RunFlags;
import org.throughtime.sweep.config.value.Defaults;
import org.throughtime.sweep.snapshot.CountingFiles;
import org.throughtime.sweep.snapshot.Damage;
import org.throughtime.sweep.snapshot.SweepTables;
import org.throughtime.sweep.table.RunTable;
import org.throughtime.sweep.table.Table;
import org.throughtime.sweep.table.TableName;
import org.throughtime.sweep.table.Tables;
import scala.Option;

/** The views of one or several sweeps; the first column of each is {@code sweep}. */
final class SweepViews {
  static final String RUNS = TableName.RUNS.toString();
  static final String CHECKPOINTS = TableName.CHECKPOINTS.toString();
  static final String ITERATIONS = TableName.ITERATIONS.toString();
  static final String PROFILE = "profile";
  static final String GENERALIZATION = TableName.GENERALIZATION.toString();
  static final String LEADERBOARD = "leaderboard";

  /** The views of tables that have a file for a checkpoint. */
  private static final List<Table<?>> AT_CHECKPOINTS =
      List.of(
          Tables.DYNAMICS,
          Tables.FIXED_POINTS,
          Tables.RETENTION,
          Tables.JACOBIAN_SV,
          Tables.TRAJECTORIES,
          Tables.WEIGHTS);

  /** All there can be. */
  static final List<String> NAMES =
      Stream.concat(
              Stream.of(RUNS, CHECKPOINTS, ITERATIONS, PROFILE, GENERALIZATION, LEADERBOARD),
              AT_CHECKPOINTS.stream().map(table -> table.name().toString()))
          .toList();

  /** A message is one line. */
  private static final int MOST_FAULTS = 3;

  private static final StructField SWEEP =
      ViewColumns.field(
          "sweep",
          DataTypes.StringType,
          "",
          "name of the sweep; if several have the same name, followed by the directory");

  private final SparkSession spark;
  private final List<NamedSweep> sweeps;

  SweepViews(SparkSession spark, List<NamedSweep> sweeps) {
    this.spark = spark;
    this.sweeps = List.copyOf(sweeps);
  }

  /** The names of the columns of every view, by its name: the same for all sweeps. */
  static Map<String, List<String>> columns() {
    Map<String, List<String>> columns = new LinkedHashMap<>();
    schemas().forEach((view, schema) -> columns.put(view, List.of(schema.fieldNames())));
    return columns;
  }

  /** The columns of every view, by its name. */
  static Map<String, StructType> schemas() {
    Map<String, StructType> of = new LinkedHashMap<>();
    of.put(RUNS, runColumns());
    of.put(CHECKPOINTS, ViewColumns.of(Tables.CHECKPOINTS));
    of.put(ITERATIONS, ViewColumns.of(Tables.ITERATIONS));
    of.put(PROFILE, ProfileView.COLUMNS);
    of.put(GENERALIZATION, ViewColumns.of(Tables.GENERALIZATION));
    of.put(LEADERBOARD, LeaderboardRows.COLUMNS);
    AT_CHECKPOINTS.forEach(table -> of.put(table.name().toString(), ViewColumns.of(table)));
    of.replaceAll(
        (view, schema) ->
            DataTypes.createStructType(
                Stream.concat(Stream.of(SWEEP), Stream.of(schema.fields())).toList()));
    return of;
  }

  private static StructType runColumns() {
    return DataTypes.createStructType(
        Stream.of(ViewColumns.of(RunTable.TABLE).fields())
            .map(
                field ->
                    RunFlags.NAMES.contains(field.name())
                        ? ViewColumns.meaning(field, "the flag: " + Defaults.meaning(field.name()))
                        : field)
            .toList());
  }

  /** What one sweep has of a view, without the column {@code sweep}. */
  @FunctionalInterface
  private interface Part {
    Dataset<Row> of(SweepTables sweep) throws IOException;
  }

  /**
   * Defines views anew, as the sweeps stand now.
   *
   * @param asked names of those that are wanted; others are no more
   * @return what they were read from
   * @throws IOException where a directory cannot be read
   */
  List<SweepTables> define(Set<String> asked) throws IOException {
    NAMES.forEach(view -> spark.catalog().dropTempView(view));
    List<SweepTables> committed = new ArrayList<>();
    for (NamedSweep sweep : sweeps) {
      committed.add(
          SweepTables.read(sweep.directory())
              .orElseThrow(
                  () ->
                      new QueryException(
                          sweep.directory().uri() + ": no longer contains a sweep")));
    }
    requireWhole(asked, committed);
    if (asked.contains(RUNS)) {
      StructType columns = runColumns();
      define(RUNS, committed, sweep -> local(sweep.runs(), columns));
    }
    if (asked.contains(CHECKPOINTS) || asked.contains(PROFILE)) {
      defineSegments(Tables.CHECKPOINTS, committed);
    }
    if (asked.contains(PROFILE)) {
      ProfileView.over(spark).createOrReplaceTempView(PROFILE);
    }
    if (asked.contains(ITERATIONS)) {
      defineSegments(Tables.ITERATIONS, committed);
    }
    if (asked.contains(GENERALIZATION) && isCertified(committed)) {
      StructType columns = ViewColumns.of(Tables.GENERALIZATION);
      define(GENERALIZATION, committed, sweep -> local(sweep.generalization(), columns));
    }
    if (asked.contains(LEADERBOARD)) {
      define(LEADERBOARD, committed, this::leaderboard);
    }
    for (Table<?> table : AT_CHECKPOINTS) {
      if (asked.contains(table.name().toString())) {
        StructType columns = ViewColumns.of(table);
        define(
            table.name().toString(),
            committed,
            sweep -> files(sweep.filesAtCheckpoints(table.name()), columns));
      }
    }
    return committed;
  }

  /** What is damaged must not read as rows that never were. */
  private static void requireWhole(Set<String> asked, List<SweepTables> committed)
      throws IOException {
    Set<TableName> tables = EnumSet.of(TableName.RUNS);
    if (asked.contains(CHECKPOINTS) || asked.contains(PROFILE)) {
      tables.add(TableName.CHECKPOINTS);
    }
    if (asked.contains(ITERATIONS)) {
      tables.add(TableName.ITERATIONS);
    }
    if (asked.contains(GENERALIZATION)) {
      tables.add(TableName.GENERALIZATION);
    }
    AT_CHECKPOINTS.stream()
        .map(Table::name)
        .filter(table -> asked.contains(table.toString()))
        .forEach(tables::add);
    for (SweepTables sweep : committed) {
      List<String> faults =
          sweep.damage(tables).stream().map(Damage.Fault::line).limit(MOST_FAULTS).toList();
      if (!faults.isEmpty()) {
        throw new QueryException(String.join(", ", faults) + "; " + Damage.REMEDY);
      }
    }
  }

  private static boolean isCertified(List<SweepTables> committed) throws IOException {
    for (SweepTables sweep : committed) {
      if (sweep.isCertified()) {
        return true;
      }
    }
    return false;
  }

  private Dataset<Row> leaderboard(SweepTables sweep) throws IOException {
    return local(LeaderboardRows.of(sweep.status()), LeaderboardRows.COLUMNS);
  }

  private void define(String view, List<SweepTables> committed, Part part) throws IOException {
    Dataset<Row> all = null;
    for (int i = 0; i < committed.size(); i++) {
      Dataset<Row> rows = part.of(committed.get(i));
      Dataset<Row> named =
          rows.select(lit(sweeps.get(i).name()).as(SWEEP.name(), SWEEP.metadata()), rows.col("*"));
      all = all == null ? named : all.union(named);
    }
    all.createOrReplaceTempView(view);
  }

  /** The view of a table that grows by segments. */
  private void defineSegments(Table<?> table, List<SweepTables> committed) throws IOException {
    StructType columns = ViewColumns.of(table);
    define(
        table.name().toString(),
        committed,
        sweep ->
            files(sweep.files(table.name()), columns).union(local(sweep.pending(table), columns)));
  }

  private Dataset<Row> files(CountingFiles files, StructType columns) {
    Dataset<Row> rows = files(files.whole(), columns);
    for (CountingFiles.Partial partial : files.partial()) {
      Dataset<Row> some = files(List.of(partial.file()), columns);
      rows = rows.union(some.filter(not(some.col(Table.RUN).isInCollection(partial.others()))));
    }
    return rows;
  }

  private Dataset<Row> files(List<FileStatus> files, StructType columns) {
    return spark.baseRelationToDataFrame(
        new HadoopFsRelation(
            new SegmentIndex(files),
            new StructType(),
            columns,
            Option.empty(),
            new ParquetFileFormat(),
            scala.collection.immutable.Map$.MODULE$.empty(),
            spark));
  }

  private Dataset<Row> local(List<List<Object>> rows, StructType columns) {
    return spark.createDataFrame(
        rows.stream().map(cells -> RowFactory.create(cells.toArray())).toList(), columns);
  }
}
