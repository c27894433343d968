package org.throughtime.sweep.query;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.throughtime.sweep.snapshot.SweepTables;

/**
 * Answers statements over sweeps, even while the sweeps run. Each statement sees what was committed
 * when it started.
 */
public final class SweepSql {
  /** What is taken away while it is read is taken away once: where a run begins or goes on. */
  private static final int MOST_TRIES = 20;

  private final SparkSession spark;
  private final SweepViews views;

  /**
   * @param spark where statements are computed, in a session of their own
   * @param sweeps that they are about
   */
  public SweepSql(SparkSession spark, List<NamedSweep> sweeps) {
    this.spark = spark.newSession();
    // Spark itself would answer from any file, and from this process's environment.
    this.spark.conf().set("spark.sql.runSQLOnFiles", false);
    this.spark.conf().set("spark.sql.variable.substitute", false);
    this.views = new SweepViews(this.spark, sweeps);
  }

  /** The columns of every view that there can be, by the view's name. */
  public static Map<String, List<String>> views() {
    return SweepViews.columns();
  }

  /**
   * Checks statements before anything is started for them.
   *
   * @throws QueryException where one is no question, reaches beyond the views, or is not SQL
   */
  public static void require(List<Statement> statements) {
    statements.forEach(QueryScope::require);
  }

  /**
   * Answers a statement.
   *
   * @throws QueryException where it is no question, or is wrong
   * @throws IOException where a directory cannot be read
   */
  public QueryResult ask(Statement statement) throws IOException {
    QueryScope.require(statement);
    for (int tries = 1; ; tries++) {
      List<SweepTables> read = views.define(asked(statement));
      try {
        Dataset<Row> answer = spark.sql(statement.text());
        return new QueryResult(answer.schema(), answer.collectAsList());
      } catch (Exception | StackOverflowError | OutOfMemoryError e) {
        if (e instanceof Error
            || e instanceof AnalysisException
            || tries == MOST_TRIES
            || allStand(read)) {
          throw QueryErrors.translate(e, statement);
        }
      }
    }
  }

  /** Lets a statement that is being answered by another thread end in a {@link QueryException}. */
  public void cancel() {
    spark.sparkContext().cancelAllJobs();
  }

  private static boolean allStand(List<SweepTables> sweeps) throws IOException {
    for (SweepTables sweep : sweeps) {
      if (!sweep.stand()) {
        return false;
      }
    }
    return true;
  }

  private static Set<String> asked(Statement statement) {
    Set<String> asked = new LinkedHashSet<>(SweepViews.NAMES);
    if (!statement.keyword().equals("SHOW")) {
      asked.retainAll(statement.words());
    }
    return asked;
  }
}
