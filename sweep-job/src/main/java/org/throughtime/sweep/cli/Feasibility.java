package org.throughtime.sweep.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsAction;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.SparkConf;
import org.apache.spark.network.util.JavaUtils;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.SweepConfig;
import org.throughtime.sweep.config.value.ConfigurationException;
import org.throughtime.sweep.plan.RunMemory;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.ResultsException;

/** Refuses, before anything starts, a sweep that would fail hours later. It changes nothing. */
final class Feasibility {
  private static final double GIB = 1 << 30;

  private Feasibility() {}

  /**
   * Every run, and any that a round to come may have, has to fit into the memory of the process
   * that is to train it.
   *
   * @param conf as spark-submit made it
   * @throws ConfigurationException where one does not
   */
  static void requireMemory(SweepConfig config, SparkConf conf) {
    boolean local = conf.get("spark.master", "local").startsWith("local");
    double there =
        local
            ? Runtime.getRuntime().maxMemory()
            : JavaUtils.byteStringAsBytes(conf.get("spark.executor.memory", "1g"));
    for (RunSpec run : config.runs()) {
      requireMemory(run, "run " + run.name(), config.origins().get(run.name()), there, local);
    }
    for (RunSpec run : config.search().extremes()) {
      String who = "a later run, as " + run.name() + " with values at the ends of those drawn,";
      requireMemory(run, who, config.origins().get(run.name()), there, local);
    }
  }

  private static void requireMemory(
      RunSpec run, String who, String where, double there, boolean local) {
    if (RunMemory.largestArray(run) > Integer.MAX_VALUE) {
      throw new ConfigurationException(
          ("%s: %s has too many checkpoints for its final state: maxiters / checkFreq * T must be"
                  + " below 2^31")
              .formatted(where, who));
    }
    double needed = RunMemory.of(run);
    if (needed > there) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s: %s needs more than %.1f GiB of memory, of which there are %.1f: must have"
                  + " smaller maxiters / checkFreq, ebs, bs or lengths, or more from %s",
              where,
              who,
              needed / GIB,
              there / GIB,
              local ? "--driver-memory" : "--executor-memory"));
    }
  }

  /**
   * Results can go to a folder that is there, or to one that can be made.
   *
   * @throws ResultsException where the place is a file, below a file, or not writable
   * @throws IOException where its file system does not answer
   */
  static void requirePlace(ResultsDirectory directory) throws IOException {
    Configuration configuration = directory.configuration();
    Path place = new Path(directory.uri());
    if (!directory.hasFolders()) {
      // No folder above it has to be there, or can be a file.
      if (directory.exists(place)) {
        throw new ResultsException(place + ": is a file; give a directory");
      }
      return;
    }
    FileSystem files = place.getFileSystem(configuration);
    Path there = place;
    while (!files.exists(there)) {
      there = there.getParent();
    }
    FileStatus status = files.getFileStatus(there);
    if (!status.isDirectory()) {
      throw new ResultsException(place + ": " + there + " is a file; give a directory");
    }
    if (!writable(files, there)) {
      throw new ResultsException(
          place + ": cannot be written to, " + there + " is read-only; give another directory");
    }
  }

  /**
   * Results of a driver on a cluster outlive it: they do not go into the working folder that the
   * cluster removes at its end.
   *
   * @param given the directory as the user gave it
   * @param onCluster whether this driver runs on a machine of the cluster
   * @throws ResultsException where they would go there
   */
  static void requireLasting(ResultsDirectory directory, String given, boolean onCluster) {
    if (onCluster && directory.isLocal() && !new Path(given).isAbsolute()) {
      throw new ResultsException(
          given
              + ": with --deploy-mode cluster this is in the working folder of the driver, which"
              + " the cluster removes; give --out the URI of a file system that all machines"
              + " reach, such as hdfs://HOST/DIR");
    }
  }

  /**
   * Results can really go there: a file can be made, and is taken away again.
   *
   * @throws ResultsException where they cannot
   */
  static void requireWritable(ResultsDirectory directory) {
    try {
      requirePlace(directory);
      directory.tryToWrite();
    } catch (IOException e) {
      throw new ResultsException(
          "%s: cannot be written to (%s); give another directory"
              .formatted(directory.uri(), e.getMessage()));
    }
  }

  private static boolean writable(FileSystem files, Path folder) throws IOException {
    if (files instanceof LocalFileSystem) {
      return Files.isWritable(java.nio.file.Path.of(folder.toUri().getPath()));
    }
    try {
      files.access(folder, FsAction.WRITE);
      return true;
    } catch (AccessControlException e) {
      return false;
    }
  }
}
