package org.throughtime.sweep.reach;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.VersionInfo;
import org.throughtime.sweep.store.ResultsException;

/** Whether the file system of a results directory is there and answers. */
public final class ReachableStorage {
  /** The modules of Hadoop that Spark leaves out, by the scheme of their file systems. */
  private static final Map<String, String> MODULES =
      Map.of("s3a", "hadoop-aws", "abfs", "hadoop-azure", "abfss", "hadoop-azure");

  private static final int NAME_NODE_PORT = 8020;
  private static final String SOCKETS = "hadoop.rpc.socket.factory.class.default";
  private static final String STANDARD_SOCKETS = "org.apache.hadoop.net.StandardSocketFactory";

  private ReachableStorage() {}

  /**
   * Finds the class of the file system and opens a connection to its server. A server that is
   * reached in another way than by its address, such as through a proxy, is not asked.
   *
   * @param directory a path or a Hadoop file system URI, as the user gave it
   * @param configuration of Hadoop
   * @throws ResultsException where there is no such class, or no server
   */
  public static void require(String directory, Configuration configuration) {
    URI uri = uri(directory, configuration);
    String scheme = uri.getScheme();
    if (scheme == null || scheme.equals("file")) {
      return;
    }
    requireClass(directory, scheme, configuration);
    if (scheme.equals("hdfs") && uri.getHost() != null) {
      Endpoint.requireOne(
          directory,
          nameNodes(uri, configuration),
          "correct the URI, start the name node, or set HADOOP_CONF_DIR to the folder with the"
              + " hdfs-site.xml of your cluster");
    } else if (scheme.equals("s3a")) {
      Endpoint.requireOne(
          directory,
          s3(uri, configuration),
          "correct fs.s3a.endpoint, or start the server that it names");
    }
  }

  /**
   * The refusal where a class that the file system needs is missing.
   *
   * @param directory as the user gave it
   */
  public static ResultsException incomplete(
      String directory, Configuration configuration, LinkageError missing) {
    String scheme = uri(directory, configuration).getScheme();
    return new ResultsException(
        "%s: a class of its file system is missing (%s); %s"
            .formatted(directory, missing.getMessage(), add(String.valueOf(scheme))));
  }

  /** What is no URI is left to who opens it. */
  private static URI uri(String directory, Configuration configuration) {
    try {
      URI uri = new Path(directory).toUri();
      return uri.getScheme() == null ? FileSystem.getDefaultUri(configuration) : uri;
    } catch (IllegalArgumentException e) {
      return URI.create("");
    }
  }

  private static void requireClass(String directory, String scheme, Configuration configuration) {
    try {
      FileSystem.getFileSystemClass(scheme, configuration);
    } catch (IOException | RuntimeException e) {
      boolean s3 = scheme.equals("s3") || scheme.equals("s3n");
      throw new ResultsException(
          s3
              ? directory + ": Hadoop has no " + scheme + "://; write s3a://"
              : directory
                  + ": this Spark has no file system for "
                  + scheme
                  + "://; "
                  + add(scheme));
    }
  }

  private static String add(String scheme) {
    String module = MODULES.get(scheme);
    return module == null
        ? "give a path, a URI such as hdfs://HOST/DIR or s3a://BUCKET/DIR, or add the jars of that"
            + " file system with --packages or --jars before the command"
        : "add --packages org.apache.hadoop:%s:%s before the command"
            .formatted(module, VersionInfo.getVersion());
  }

  /** That of the URI; all that stand for the name in it, where it is that of a service. */
  private static List<Endpoint> nameNodes(URI uri, Configuration configuration) {
    if (!configuration.get(SOCKETS, STANDARD_SOCKETS).equals(STANDARD_SOCKETS)) {
      return List.of();
    }
    String service = uri.getHost();
    List<Endpoint> endpoints = new ArrayList<>();
    for (String node : configuration.getTrimmedStrings("dfs.ha.namenodes." + service)) {
      String address =
          configuration.getTrimmed("dfs.namenode.rpc-address." + service + "." + node, "");
      if (!address.isEmpty()) {
        endpoints.add(endpoint(URI.create("hdfs://" + address), NAME_NODE_PORT));
      }
    }
    return endpoints.isEmpty() ? List.of(endpoint(uri, NAME_NODE_PORT)) : endpoints;
  }

  /** That of a server of one's own; Amazon's are reached in more ways than one. */
  private static List<Endpoint> s3(URI uri, Configuration configuration) {
    String bucket = "fs.s3a.bucket." + uri.getAuthority() + ".";
    String given =
        configuration.getTrimmed(
            bucket + "endpoint", configuration.getTrimmed("fs.s3a.endpoint", ""));
    String proxy =
        configuration.getTrimmed(
            bucket + "proxy.host", configuration.getTrimmed("fs.s3a.proxy.host", ""));
    if (given.isEmpty() || given.endsWith(".amazonaws.com") || !proxy.isEmpty()) {
      return List.of();
    }
    boolean secure = configuration.getBoolean("fs.s3a.connection.ssl.enabled", true);
    URI server =
        URI.create(given.contains("://") ? given : (secure ? "https://" : "http://") + given);
    return server.getHost() == null
        ? List.of()
        : List.of(endpoint(server, "https".equals(server.getScheme()) ? 443 : 80));
  }

  private static Endpoint endpoint(URI server, int usual) {
    return new Endpoint(server.getHost(), server.getPort() < 0 ? usual : server.getPort());
  }
}
