package org.throughtime.sweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing of a sweep with a local master can be reached from elsewhere. */
class LoopbackBindingTest {
  private static final String LISTENING = "0A";

  @TempDir private Path folder;

  /**
   * The program in a process of its own, training; and the sockets that this process listens on.
   */
  @ParameterizedTest
  @EnabledOnOs(OS.LINUX)
  @CsvSource({"'', 2", "127.0.0.1, 3"})
  void listensOnLoopbackAlone(String localIp, int least) throws Exception {
    Path conf = folder.resolve("long.conf");
    Files.writeString(conf, "runs = [ { maxiters = 1000000, ebs = 20, cbs = 20, bs = 2 } ]\n");
    Process process = start(localIp, "run", conf.toString(), "--out", folder + "/out");
    try {
      awaitTraining(process);
      List<InetAddress> addresses = listening(process.pid());
      assertTrue(addresses.size() >= least, addresses::toString);
      assertEquals(
          List.of(), addresses.stream().filter(a -> !a.isLoopbackAddress()).toList(), "reachable");
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void leavesAClusterAndTheUsersWordAlone() {
    SparkConf cluster = new SparkConf(false).set("spark.master", "spark://host:7077");
    assertEquals(1, LoopbackBinding.close(cluster, Map.of()).getAll().length);
    SparkConf said =
        new SparkConf(false)
            .set("spark.master", "local[2]")
            .set("spark.driver.bindAddress", "0.0.0.0")
            .set("spark.ui.enabled", "true");
    LoopbackBinding.close(said, Map.of());
    assertEquals("0.0.0.0", said.get("spark.driver.bindAddress"));
    assertEquals("true", said.get("spark.ui.enabled"));
  }

  private Process start(String localIp, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.add("--add-modules=jdk.incubator.vector");
    // What spark-submit gives on a Java that hides its insides.
    for (String open : List.of("java.nio", "sun.nio.ch", "java.lang", "java.util")) {
      command.add("--add-opens=java.base/" + open + "=ALL-UNNAMED");
    }
    command.add("-Dspark.master=local[1]");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(folder.resolve("err").toFile());
    builder.environment().remove("SPARK_LOCAL_IP");
    if (!localIp.isEmpty()) {
      builder.environment().put("SPARK_LOCAL_IP", localIp);
    }
    return builder.start();
  }

  private void awaitTraining(Process process) throws IOException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.contains(" started, ")) {
        return;
      }
    }
    throw new AssertionError("it ended: " + Files.readString(folder.resolve("err")));
  }

  private static List<InetAddress> listening(long pid) throws IOException {
    Set<String> sockets = new HashSet<>();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc", "" + pid, "fd"))) {
      for (Path descriptor : descriptors.toList()) {
        String target = Files.readSymbolicLink(descriptor).toString();
        if (target.startsWith("socket:[")) {
          sockets.add(target.substring("socket:[".length(), target.length() - 1));
        }
      }
    }
    List<InetAddress> addresses = new ArrayList<>();
    for (String table : List.of("tcp", "tcp6")) {
      for (String line : Files.readAllLines(Path.of("/proc", "" + pid, "net", table))) {
        // sl, local address, remote address, state, queues, timer, retransmits, uid, timeout, inode
        String[] columns = line.strip().split("\\s+");
        if (columns[3].equals(LISTENING) && sockets.contains(columns[9])) {
          addresses.add(address(columns[1].split(":")[0]));
        }
      }
    }
    return addresses;
  }

  /** The kernel prints an address as 32-bit words in the order of the machine's bytes. */
  private static InetAddress address(String hex) throws IOException {
    byte[] printed = HexFormat.of().parseHex(hex);
    ByteBuffer words = ByteBuffer.wrap(printed);
    ByteBuffer address = ByteBuffer.allocate(printed.length).order(ByteOrder.nativeOrder());
    while (words.hasRemaining()) {
      address.putInt(words.getInt());
    }
    return InetAddress.getByAddress(address.array());
  }
}
