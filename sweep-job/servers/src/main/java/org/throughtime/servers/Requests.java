package org.throughtime.servers;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many requests there were of each kind, by operation of the client and folder of the results directory. */
final class Requests {
  /** How S3A names its operation in the header {@code Referer}. */
  private static final Pattern OPERATION = Pattern.compile("[?&]op=([a-z_]+)");

  private final Map<String, Integer> counts = new TreeMap<>();

  /**
   * Counts one.
   *
   * @param path {@code /BUCKET/DIR/FOLDER/NAME}; of a listing {@code /BUCKET}, with a prefix
   * @param condition of the request, behind a hyphen; empty where it has none
   * @param referrer that header of the request; empty where it has none
   */
  synchronized void add(
      String method,
      String path,
      Map<String, String> parameters,
      String condition,
      String referrer) {
    String kind = method;
    String object = path;
    if (parameters.containsKey("list-type")) {
      kind = "LIST";
      object = path.replaceFirst("/$", "") + "/" + parameters.getOrDefault("prefix", "");
    } else if (parameters.containsKey("delete")) {
      kind = "DELETE-MANY";
    }
    Matcher operation = OPERATION.matcher(referrer);
    String by = operation.find() ? operation.group(1) : "-";
    counts.merge(kind + condition + " " + by + " " + folder(object), 1, Integer::sum);
  }

  /** Behind bucket and directory; a claim has its own name. */
  private static String folder(String object) {
    String[] words = object.split("/", 4);
    String below = words.length < 4 ? "" : words[3];
    if (below.startsWith(".owner")) {
      return ".owner";
    }
    int slash = below.lastIndexOf('/');
    return slash < 0 ? "." : below.substring(0, slash);
  }

  /** One line each: kind, operation, folder, count. */
  synchronized void print() {
    counts.forEach((kind, count) -> Commands.say("count " + kind + " " + count));
  }

  synchronized void clear() {
    counts.clear();
  }
}
