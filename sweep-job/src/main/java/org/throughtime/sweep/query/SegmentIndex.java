package org.throughtime.sweep.query;

import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.execution.datasources.FileIndex;
import org.apache.spark.sql.execution.datasources.PartitionDirectory;
import org.apache.spark.sql.types.StructType;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A list of files made earlier. Spark reads these files and does not list directories itself. So
 * all views of a statement show the same moment, and thousands of segments are not listed twice.
 */
final class SegmentIndex implements FileIndex {
  private final List<FileStatus> files;

  SegmentIndex(List<FileStatus> files) {
    this.files =
        files.stream()
            .map(
                f ->
                    new FileStatus(
                        f.getLen(),
                        false,
                        f.getReplication(),
                        f.getBlockSize(),
                        f.getModificationTime(),
                        f.getPath()))
            .toList();
  }

  @Override
  public Seq<Path> rootPaths() {
    return seq(files.stream().map(FileStatus::getPath).toList());
  }

  @Override
  public Seq<PartitionDirectory> listFiles(
      Seq<Expression> partitionFilters, Seq<Expression> dataFilters) {
    return seq(
        List.of(PartitionDirectory.apply(InternalRow.empty(), files.toArray(FileStatus[]::new))));
  }

  private static <T> Seq<T> seq(List<T> list) {
    return CollectionConverters.asScala(list).toList();
  }

  @Override
  public String[] inputFiles() {
    return files.stream().map(file -> file.getPath().toString()).toArray(String[]::new);
  }

  @Override
  public void refresh() {
    // what was listed once is what is read
  }

  @Override
  public long sizeInBytes() {
    return files.stream().mapToLong(FileStatus::getLen).sum();
  }

  @Override
  public StructType partitionSchema() {
    return new StructType();
  }
}
