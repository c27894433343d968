package org.throughtime.sweep.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughtime.model.kernel.KernelProvider;
import org.throughtime.model.train.FreshScore;
import org.throughtime.model.train.RunDynamics;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.RunStatus;
import org.throughtime.model.train.Trainer;
import org.throughtime.sweep.RecordedRuns;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.TestSpark;
import org.throughtime.sweep.resume.CommitSchedule;
import org.throughtime.sweep.resume.Generalization;
import org.throughtime.sweep.resume.MeasuredDynamics;
import org.throughtime.sweep.resume.RunRecorder;
import org.throughtime.sweep.table.GeneralizationRow;
import org.throughtime.sweep.table.TableName;

/** docs/tables.md tells the columns of every view, and those of the Parquet files, as they are. */
class TablesDocumentTest {
  /** Says that the document is to be written anew instead of compared. */
  private static final String WRITE = "tables.write";

  private static final Pattern VIEW = Pattern.compile("## `(\\w+)`");
  private static final Pattern COLUMN =
      Pattern.compile("\\| `(\\w+)` \\| ([^|]+) \\| ([^|]*) \\| (.+) \\|");

  @TempDir Path dir;
  private RecordedSweep sweep;
  private SweepSql sql;

  @BeforeAll
  static void writeWhereAsked() throws IOException {
    if (Boolean.getBoolean(WRITE)) {
      TablesDocument.commit(TablesDocument.generated(TablesDocument.committed()));
    }
  }

  /** A sweep that has every view. */
  @BeforeEach
  void recordOne() throws IOException {
    sweep = new RecordedSweep(dir, "s", new CommitSchedule(10, 3, 50));
    RunSpec run = TestRuns.spec("r", "torder", 20);
    sweep.prepare(run);
    RunRecorder recorder = sweep.begin(run);
    TestRuns.feed(run, 0, 20, recorder);
    recorder.onWeights(10, TestRuns.weights());
    recorder.ended(
        TestRuns.state(20, RunStatus.FINISHED), TestRuns.weights(), RecordedRuns.EXECUTION);
    Trainer trainer = Trainer.start(run, KernelProvider.active());
    new MeasuredDynamics(sweep.results())
        .commit(run, new RunDynamics(run, trainer.snapshot().weights()).measureAt(10));
    Generalization certified = new Generalization(sweep.results());
    certified.prepare();
    certified.commit(
        run,
        List.of(
            GeneralizationRow.of(
                new GeneralizationRow.Scored(
                    run,
                    19,
                    OptionalInt.empty(),
                    1,
                    .05,
                    new FreshScore(10, 3, .5, Optional.empty())))));
    sql = RecordedSweep.sql("d", sweep.results());
  }

  /** By view, a line a column: its name and type. */
  private static Map<String, List<String>> documented() throws IOException {
    Map<String, List<String>> views = new LinkedHashMap<>();
    List<String> columns = new ArrayList<>();
    for (String line : TablesDocument.committed().lines().toList()) {
      Matcher view = VIEW.matcher(line);
      Matcher column = COLUMN.matcher(line);
      if (view.matches()) {
        columns = new ArrayList<>();
        views.put(view.group(1), columns);
      } else if (column.matches()) {
        columns.add(column.group(1) + " " + column.group(2));
        assertFalse(column.group(4).isBlank(), "says nothing: " + line);
      }
    }
    return views;
  }

  private static List<String> columns(StructType schema) {
    return Stream.of(schema.fields())
        .map(field -> field.name() + " " + field.dataType().simpleString())
        .toList();
  }

  @Test
  void itsColumnsAreAsTheyAreDeclared() throws IOException {
    String generated = TablesDocument.generated(TablesDocument.committed());
    assertEquals(
        generated,
        TablesDocument.committed(),
        "docs/tables.md differs from the declared columns; to write it anew: mvn -pl model,sweep-job"
            + " -am test -Dtest=TablesDocumentTest -Dsurefire.failIfNoSpecifiedTests=false -D"
            + WRITE
            + "=true");
  }

  @Test
  void everyColumnOfEveryViewIsThereWithItsTypeAndNoOther() throws IOException {
    Map<String, List<String>> documented = documented();
    assertEquals(SweepViews.NAMES, List.copyOf(documented.keySet()));
    for (String view : SweepViews.NAMES) {
      QueryResult all = RecordedSweep.ask(sql, "SELECT * FROM " + view);
      assertFalse(all.rows().isEmpty(), view);
      assertEquals(
          String.join("\n", columns(all.columns())),
          String.join("\n", documented.get(view)),
          "columns of " + view + " in docs/tables.md");
    }
  }

  /** What others than this program read: the same columns but for the first. */
  @Test
  void theParquetFilesHaveTheColumnsOfTheirViews() throws IOException {
    Map<String, List<String>> documented = documented();
    for (String table : Stream.of(TableName.values()).map(TableName::toString).toList()) {
      StructType files =
          TestSpark.session(2).read().parquet(dir.resolve("tables/" + table).toString()).schema();
      List<String> view = documented.get(table);
      assertEquals(view.subList(1, view.size()), columns(files), table);
    }
  }

  @Test
  void everyColumnSaysWhatItMeans() throws IOException {
    for (String view : SweepViews.NAMES) {
      for (Row column : RecordedSweep.ask(sql, "DESCRIBE " + view).rows()) {
        String meaning = column.getString(2);
        String name = view + "." + column.getString(0);
        assertTrue(meaning != null && !meaning.isBlank(), name);
        assertTrue(meaning.length() <= 220 && !meaning.contains(". "), name + ": " + meaning);
      }
    }
  }
}
