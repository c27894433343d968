package org.throughtime.sweep.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughtime.sweep.report.MadeUpSweep;
import org.throughtime.sweep.store.Folder;

class ComparisonPlotsTest {
  /** A grid of both cells at two learning rates: each rate has its own charts of gru and rnn. */
  @Test
  void everyComparisonHasItsOwnFiles(@TempDir Path directory) throws IOException {
    HandedIn folder = HandedIn.open(new Folder(directory.toString(), new Configuration()));
    ComparisonPlots plots =
        ComparisonPlots.write(folder, MadeUpSweep.cellsAndRates(30).report(), false);
    List<Path> tables;
    try (Stream<Path> files = Files.walk(directory)) {
      tables = files.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
    }
    assertEquals(plots.number(), tables.size(), () -> "in " + tables);
    assertEquals(2, tables.size(), () -> "in " + tables);
  }
}
