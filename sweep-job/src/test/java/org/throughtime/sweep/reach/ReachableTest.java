package org.throughtime.sweep.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.util.VersionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughtime.sweep.store.ResultsException;

/** Names below {@code .invalid} never resolve (RFC 2606). */
@Timeout(60)
class ReachableTest {
  private static final String NAME_NODE =
      "; correct the URI, start the name node, or set HADOOP_CONF_DIR to the folder with the"
          + " hdfs-site.xml of your cluster";

  private final Configuration configuration = new Configuration();

  private String refusal(String directory) {
    return assertThrows(
            ResultsException.class, () -> ReachableStorage.require(directory, configuration))
        .getMessage();
  }

  private static ServerSocket server() throws IOException {
    return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  private static int portWhereNobodyListens() throws IOException {
    try (ServerSocket closed = server()) {
      return closed.getLocalPort();
    }
  }

  @Test
  void nobodyListens() throws IOException {
    int port = portWhereNobodyListens();
    String directory = "hdfs://127.0.0.1:" + port + "/s";
    long start = System.nanoTime();
    String message = refusal(directory);
    assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 20, message);
    assertTrue(
        message.startsWith(directory + ": nobody listens at 127.0.0.1:" + port + " ("), message);
    assertTrue(message.endsWith(NAME_NODE), message);
    configuration.set("fs.defaultFS", "hdfs://127.0.0.1:" + port);
    assertTrue(refusal("/s").startsWith("/s: nobody listens at 127.0.0.1:" + port), refusal("/s"));
  }

  @Test
  void aNameThatDoesNotResolve() {
    assertEquals(
        "hdfs://nowhere.invalid/s: the host name nowhere.invalid does not resolve" + NAME_NODE,
        refusal("hdfs://nowhere.invalid/s"));
  }

  @Test
  void aServerThatListensIsEnough() throws IOException {
    try (ServerSocket listens = server()) {
      ReachableStorage.require("hdfs://127.0.0.1:" + listens.getLocalPort() + "/s", configuration);
    }
    ReachableStorage.require("results/s", configuration);
    ReachableStorage.require("file:///results/s", configuration);
  }

  @Test
  void oneNameNodeOfAServiceIsEnough() throws IOException {
    int closed = portWhereNobodyListens();
    configuration.set("dfs.ha.namenodes.sweeps", "a, b");
    configuration.set("dfs.namenode.rpc-address.sweeps.a", "127.0.0.1:" + closed);
    configuration.set("dfs.namenode.rpc-address.sweeps.b", "nowhere.invalid:8020");
    String message = refusal("hdfs://sweeps/s");
    assertTrue(
        message.startsWith("hdfs://sweeps/s: nobody listens at 127.0.0.1:" + closed), message);
    assertTrue(message.contains(", the host name nowhere.invalid does not resolve;"), message);
    try (ServerSocket listens = server()) {
      configuration.set("dfs.namenode.rpc-address.sweeps.b", "127.0.0.1:" + listens.getLocalPort());
      ReachableStorage.require("hdfs://sweeps/s", configuration);
    }
  }

  /** What is reached through a proxy has no address of which one could tell. */
  @Test
  void aProxyIsNotSecondGuessed() {
    configuration.set(
        "hadoop.rpc.socket.factory.class.default", "org.apache.hadoop.net.SocksSocketFactory");
    ReachableStorage.require("hdfs://nowhere.invalid/s", configuration);
  }

  @ParameterizedTest
  @CsvSource({"s3a, hadoop-aws", "abfs, hadoop-azure", "abfss, hadoop-azure"})
  void aModuleOfHadoopIsMissing(String scheme, String module) {
    String directory = scheme + "://b/s";
    assertEquals(
        directory
            + ": this Spark has no file system for "
            + scheme
            + "://; add --packages org.apache.hadoop:"
            + module
            + ":"
            + VersionInfo.getVersion()
            + " before the command",
        refusal(directory));
  }

  @Test
  void schemesThatNobodyReads() {
    assertEquals("s3://b/s: Hadoop has no s3://; write s3a://", refusal("s3://b/s"));
    assertTrue(refusal("what://b/s").startsWith("what://b/s: this Spark has no file system for"));
  }

  /** As hadoop-aws: what it is does not matter to who asks for a connection. */
  @Test
  void anS3ServerOfOnesOwnThatDoesNotListen() throws IOException {
    configuration.set("fs.s3a.impl", "org.apache.hadoop.fs.RawLocalFileSystem");
    ReachableStorage.require("s3a://b/s", configuration);
    configuration.set("fs.s3a.endpoint", "s3.eu-west-1.amazonaws.com");
    ReachableStorage.require("s3a://b/s", configuration);
    int port = portWhereNobodyListens();
    configuration.set("fs.s3a.bucket.b.endpoint", "http://127.0.0.1:" + port);
    String message = refusal("s3a://b/s");
    assertTrue(message.startsWith("s3a://b/s: nobody listens at 127.0.0.1:" + port), message);
    assertTrue(message.endsWith("; correct fs.s3a.endpoint, or start the server that it names"));
    configuration.set("fs.s3a.endpoint", "nowhere.invalid:9000");
    assertTrue(
        refusal("s3a://c/s").contains("the host name nowhere.invalid does not resolve"),
        refusal("s3a://c/s"));
  }

  @Test
  void classesOfAFileSystemAreMissing() {
    assertEquals(
        "s3a://b/s: a class of its file system is missing (software/amazon/X); add --packages"
            + " org.apache.hadoop:hadoop-aws:"
            + VersionInfo.getVersion()
            + " before the command",
        ReachableStorage.incomplete(
                "s3a://b/s", configuration, new NoClassDefFoundError("software/amazon/X"))
            .getMessage());
  }

  @Test
  void aMasterThatDoesNotAnswer() throws IOException {
    int port = portWhereNobodyListens();
    String master = "spark://nowhere.invalid:7077,127.0.0.1:" + port;
    String message =
        assertThrows(ResultsException.class, () -> ReachableMaster.require(master)).getMessage();
    assertTrue(
        message.startsWith(
            "--master "
                + master
                + ": the host name nowhere.invalid does not resolve, nobody listens at 127.0.0.1:"
                + port),
        message);
    assertTrue(message.endsWith("; correct the URL, or start the master of the cluster"), message);
    try (ServerSocket listens = server()) {
      ReachableMaster.require("spark://nowhere.invalid:7077,127.0.0.1:" + listens.getLocalPort());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"local[2]", "yarn", "k8s://https://nowhere.invalid", "spark://no_port"})
  void othersAreSparksToRefuse(String master) {
    ReachableMaster.require(master);
  }

  @Test
  void aMachineWhoseNameDoesNotResolve() {
    OwnAddress.Lookup fails =
        () -> {
          throw new UnknownHostException("hosta: Name or service not known");
        };
    assertEquals(
        "the name of this machine does not resolve (hosta: Name or service not known), and Spark"
            + " needs its address; add the name to /etc/hosts, or set SPARK_LOCAL_IP to the address"
            + " at which the cluster reaches this machine",
        assertThrows(ResultsException.class, () -> OwnAddress.require(Map.of(), fails))
            .getMessage());
    OwnAddress.require(Map.of("SPARK_LOCAL_IP", "10.0.0.7"), fails);
    OwnAddress.require(Map.of("SPARK_LOCAL_HOSTNAME", "a.example"), fails);
    OwnAddress.require(Map.of(), InetAddress::getLoopbackAddress);
  }
}
