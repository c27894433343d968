package org.throughtime.sweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SparkSettingsTest {
  private static final String WAREHOUSE = "spark.sql.warehouse.dir";

  @BeforeEach
  void asSubmitted() {
    System.setProperty("spark.master", "local[1]");
  }

  @AfterEach
  void clear() {
    System.clearProperty("spark.master");
    System.clearProperty(WAREHOUSE);
  }

  /** Spark makes the folder if it is missing, by default in the user's working folder. */
  @Test
  void sqlMakesNoFolderForTables() {
    SparkConf conf = SparkSettings.ofSql();
    assertTrue(Files.isDirectory(Path.of(URI.create(conf.get(WAREHOUSE)))), conf.get(WAREHOUSE));
  }

  @Test
  void aFolderOfTheUsersStays() {
    System.setProperty(WAREHOUSE, "hdfs://host/warehouse");
    assertEquals("hdfs://host/warehouse", SparkSettings.ofSql().get(WAREHOUSE));
  }
}
