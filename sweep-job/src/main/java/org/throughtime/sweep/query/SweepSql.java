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
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;
import org.throughtime.sweep.snapshot.SweepTables;

/**
 * Answers statements over sweeps, also while they are being written: each is answered from what was
 * committed when it was asked.
 */
public final class SweepSql {
  /** What is taken away while it is read is taken away once: where a run begins or goes on. */
  private static final int MOST_TRIES = 20;

  /** Commands that look and change nothing, by the names of their plans. */
  private static final Set<String> LOOKING =
      Set.of(
          "DescribeRelation",
          "DescribeQueryCommand",
          "DescribeFunction",
          "ShowTables",
          "ShowViews",
          "ShowColumns",
          "ShowFunctions",
          "ExplainCommand");

  private final SparkSession spark;
  private final SweepViews views;

  /**
   * @param spark where statements are computed; its temporary views are this object's
   * @param sweeps that they are about
   */
  public SweepSql(SparkSession spark, List<NamedSweep> sweeps) {
    this.spark = spark;
    this.views = new SweepViews(spark, sweeps);
  }

  /** The columns of every view that there can be, by the view's name. */
  public static Map<String, List<String>> views() {
    return SweepViews.columns();
  }

  /**
   * Answers a statement.
   *
   * @throws QueryException where it is no question, or is wrong
   * @throws IOException where a directory cannot be read
   */
  public QueryResult ask(Statement statement) throws IOException {
    try {
      requireQuestion(statement);
    } catch (QueryException e) {
      throw e;
    } catch (Exception e) {
      throw QueryErrors.translate(e, statement);
    }
    for (int tries = 1; ; tries++) {
      List<SweepTables> read = views.define(asked(statement));
      try {
        Dataset<Row> answer = spark.sql(statement.text());
        return new QueryResult(answer.schema(), answer.collectAsList());
      } catch (Exception e) {
        if (e instanceof AnalysisException || tries == MOST_TRIES || allStand(read)) {
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

  private void requireQuestion(Statement statement) throws Exception {
    LogicalPlan plan =
        ((org.apache.spark.sql.classic.SparkSession) spark)
            .sessionState()
            .sqlParser()
            .parsePlan(statement.text());
    boolean looks = LOOKING.contains(plan.getClass().getSimpleName());
    if (!looks && plan.exists(SweepSql::does)) {
      String fault = "only questions are answered here, and %s is none: write SELECT, or DESCRIBE";
      throw new QueryException(fault.formatted(statement.keyword()) + " and SHOW");
    }
  }

  private static boolean does(LogicalPlan node) {
    return node instanceof Command
        || node instanceof ParsedStatement
        || node.getClass().getSimpleName().contains("ExecuteImmediate");
  }
}
