package org.throughtime.sweep.job;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.throughtime.sweep.progress.RunProgress;
import org.throughtime.sweep.progress.SweepProgress;
import scala.jdk.javaapi.CollectionConverters;

/** Turns Spark's events into the progress of a sweep, on Spark's listener thread. */
final class ProgressFeed extends SparkListener {
  /** Local property of a job: the name of its run. */
  static final String RUN_PROPERTY = "throughtime.run";

  private final SweepProgress progress;
  private final Map<Integer, String> runOfStage = new HashMap<>();

  /** Names of runs by the ids of their tasks. */
  private final Map<Long, String> running = new ConcurrentHashMap<>();

  ProgressFeed(SweepProgress progress) {
    this.progress = progress;
  }

  /** Names of the runs whose tasks are at work; may be asked by any thread. */
  Set<String> running() {
    return new TreeSet<>(running.values());
  }

  @Override
  public void onStageSubmitted(SparkListenerStageSubmitted event) {
    String run = event.properties().getProperty(RUN_PROPERTY);
    if (run != null) {
      runOfStage.put(event.stageInfo().stageId(), run);
    }
  }

  @Override
  public void onTaskStart(SparkListenerTaskStart event) {
    String run = runOfStage.get(event.stageId());
    if (run != null) {
      running.put(event.taskInfo().taskId(), run);
      if (!event.taskInfo().speculative()) {
        progress.started(run);
      }
    }
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd event) {
    if (event.taskInfo() != null) {
      running.remove(event.taskInfo().taskId());
      String run = runOfStage.get(event.stageId());
      if (run != null) {
        progress.ending(run);
      }
    }
  }

  @Override
  public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate event) {
    for (var task : CollectionConverters.asJava(event.accumUpdates())) {
      for (AccumulableInfo info : CollectionConverters.asJava(task._4())) {
        if (info.update().isDefined() && info.update().get() instanceof RunProgress latest) {
          progress.advanced(latest);
        }
      }
    }
  }
}
