package org.throughtime.servers;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonConfigurationKeysPublic;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.server.MiniYARNCluster;

/** A YARN with one node manager on loopback. */
final class YarnServer {
  private YarnServer() {}

  /**
   * @param arguments the folder that gets {@code yarn-site.xml} and {@code core-site.xml}, and the
   *     URI of the default file system
   */
  public static void main(String[] arguments) throws IOException {
    Configuration configuration = new YarnConfiguration();
    configuration.set(CommonConfigurationKeysPublic.FS_DEFAULT_NAME_KEY, arguments[1]);
    configuration.set(YarnConfiguration.RM_HOSTNAME, "127.0.0.1");
    configuration.set("yarn.nodemanager.hostname", "127.0.0.1");
    configuration.setInt(YarnConfiguration.NM_PMEM_MB, 8192);
    configuration.setInt(YarnConfiguration.NM_VCORES, 8);
    configuration.setInt(YarnConfiguration.RM_SCHEDULER_MINIMUM_ALLOCATION_MB, 128);
    configuration.setBoolean(YarnConfiguration.NM_VMEM_CHECK_ENABLED, false);
    configuration.setFloat(YarnConfiguration.NM_MAX_PER_DISK_UTILIZATION_PERCENTAGE, 99);
    configuration.set("yarn.scheduler.capacity.maximum-am-resource-percent", "0.5");
    configuration.set("yarn.scheduler.capacity.root.queues", "default");
    configuration.set("yarn.scheduler.capacity.root.default.capacity", "100");
    MiniYARNCluster cluster = new MiniYARNCluster("yarn", 1, 1, 1);
    cluster.init(configuration);
    cluster.start();
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    try (OutputStream out = Files.newOutputStream(folder.resolve("yarn-site.xml"))) {
      cluster.getConfig().writeXml(out);
    }
    try (OutputStream out = Files.newOutputStream(folder.resolve("core-site.xml"))) {
      Configuration core = new Configuration(false);
      core.set(CommonConfigurationKeysPublic.FS_DEFAULT_NAME_KEY, arguments[1]);
      core.writeXml(out);
    }
    try (YarnClient client = YarnClient.createYarnClient()) {
      client.init(cluster.getConfig());
      client.start();
      new Commands().with("applications", words -> applications(client)).obey(folder.toString());
    }
    cluster.stop();
    System.exit(0);
  }

  /** One line each, the last one started first: what became of it, at which attempt, diagnostics. */
  private static void applications(YarnClient client) throws Exception {
    client.getApplications().stream()
        .sorted((a, b) -> Long.compare(b.getStartTime(), a.getStartTime()))
        .map(YarnServer::line)
        .forEach(Commands::say);
  }

  private static String line(ApplicationReport report) {
    return "%s %s %d %s"
        .formatted(
            report.getYarnApplicationState(),
            report.getFinalApplicationStatus(),
            report.getCurrentApplicationAttemptId().getAttemptId(),
            report.getDiagnostics().replaceAll("\\s+", " "))
        .strip();
  }
}
