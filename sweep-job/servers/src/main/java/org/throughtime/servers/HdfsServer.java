package org.throughtime.servers;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonConfigurationKeysPublic;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.SafeModeAction;
import org.apache.hadoop.hdfs.DFSConfigKeys;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.hdfs.protocol.HdfsConstants;

/** An HDFS with two data nodes on loopback, whose nodes stop and start on command. */
final class HdfsServer {
  private static final int DATA_NODES = 2;

  private final MiniDFSCluster cluster;
  private final Deque<MiniDFSCluster.DataNodeProperties> stopped = new ArrayDeque<>();

  private HdfsServer(MiniDFSCluster cluster) {
    this.cluster = cluster;
  }

  /**
   * @param arguments the folder for the nodes' files
   */
  public static void main(String[] arguments) throws IOException {
    Configuration configuration = new HdfsConfiguration();
    configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, arguments[0]);
    // A data node that is gone is dead within 10 * 1 s + 2 * 3 s, instead of ten minutes.
    configuration.setInt(DFSConfigKeys.DFS_HEARTBEAT_INTERVAL_KEY, 1);
    configuration.setInt(DFSConfigKeys.DFS_NAMENODE_HEARTBEAT_RECHECK_INTERVAL_KEY, 3000);
    // The name node waits for blocks of the data nodes after a restart, as a large one does.
    configuration.setInt(DFSConfigKeys.DFS_NAMENODE_SAFEMODE_EXTENSION_KEY, 5000);
    configuration.set(CommonConfigurationKeysPublic.HADOOP_SECURITY_AUTHENTICATION, "simple");
    MiniDFSCluster cluster =
        new MiniDFSCluster.Builder(configuration).numDataNodes(DATA_NODES).build();
    cluster.waitActive();
    new HdfsServer(cluster).obey();
    cluster.shutdown();
    System.exit(0);
  }

  private void obey() throws IOException {
    new Commands()
        .with("stop-data-node", words -> stopDataNode())
        .with("stop-data-nodes", words -> stopDataNodes())
        .with("start-data-nodes", words -> startDataNodes())
        .with("stop-name-node", words -> cluster.shutdownNameNode(0))
        .with("start-name-node", words -> cluster.restartNameNode(0, false))
        .with("enter-safe-mode", words -> safeMode(SafeModeAction.ENTER))
        .with("leave-safe-mode", words -> safeMode(SafeModeAction.LEAVE))
        .with("quota", words -> quota(new Path(words[1]), Long.parseLong(words[2])))
        .with("no-quota", words -> quota(new Path(words[1]), HdfsConstants.QUOTA_RESET))
        .obey(cluster.getURI().toString());
  }

  private void stopDataNode() {
    stopped.add(cluster.stopDataNode(0));
  }

  private void stopDataNodes() {
    while (!cluster.getDataNodes().isEmpty()) {
      stopDataNode();
    }
  }

  private void startDataNodes() throws IOException {
    while (!stopped.isEmpty()) {
      cluster.restartDataNode(stopped.remove(), true);
    }
    cluster.waitActive();
  }

  /** How many names there may be in a folder and below, its own included. */
  private void quota(Path folder, long names) throws IOException {
    cluster.getFileSystem().mkdirs(folder);
    cluster.getFileSystem().setQuota(folder, names, HdfsConstants.QUOTA_DONT_SET);
  }

  private void safeMode(SafeModeAction action) throws IOException {
    cluster.getFileSystem().setSafeMode(action);
  }
}
