package org.throughtime.servers;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeSet;
import org.throughtime.servers.S3Objects.S3Object;

/**
 * The answer to {@code ListObjectsV2}. A page has few keys, so that tests meet more than one page.
 *
 * @param parameters of the request
 */
record S3Listing(S3Objects objects, Map<String, String> parameters) {
  private static final int MOST_KEYS = 100;

  String xml() {
    String prefix = parameters.getOrDefault("prefix", "");
    String delimiter = parameters.getOrDefault("delimiter", "");
    int most = Math.min(MOST_KEYS, Integer.parseInt(parameters.getOrDefault("max-keys", "1000")));
    String after =
        parameters.getOrDefault("continuation-token", parameters.getOrDefault("start-after", ""));
    NavigableMap<String, S3Object> found = objects.beginningWith(prefix);
    StringBuilder contents = new StringBuilder();
    TreeSet<String> folders = new TreeSet<>();
    int keys = 0;
    String last = "";
    boolean truncated = false;
    for (Map.Entry<String, S3Object> entry : found.tailMap(after, false).entrySet()) {
      String key = entry.getKey();
      int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
      String folder = end < 0 ? "" : key.substring(0, end + 1);
      // A token may be in the middle of a folder that the page before has named.
      boolean named = !folder.isEmpty() && (after.startsWith(folder) || folders.contains(folder));
      if (!named) {
        if (keys == most) {
          truncated = true;
          break;
        }
        keys++;
        if (folder.isEmpty()) {
          contents.append(content(key, entry.getValue()));
        } else {
          folders.add(folder);
        }
      }
      last = key;
    }
    return page(prefix, most, keys, truncated ? last : "", contents, folders);
  }

  private String page(
      String prefix,
      int most,
      int keys,
      String next,
      StringBuilder contents,
      TreeSet<String> folders) {
    StringBuilder xml =
        new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
            .append("<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">")
            .append(element("Prefix", encoded(prefix)))
            .append(element("KeyCount", Integer.toString(keys)))
            .append(element("MaxKeys", Integer.toString(most)))
            .append(element("IsTruncated", Boolean.toString(!next.isEmpty())));
    if (parameters.containsKey("encoding-type")) {
      xml.append(element("EncodingType", "url"));
    }
    if (!next.isEmpty()) {
      xml.append(element("NextContinuationToken", next));
    }
    xml.append(contents);
    folders.forEach(
        folder -> xml.append(element("CommonPrefixes", element("Prefix", encoded(folder)))));
    return xml.append("</ListBucketResult>").toString();
  }

  private String content(String key, S3Object object) {
    return element(
        "Contents",
        element("Key", encoded(key))
            + element("LastModified", object.written().toString())
            + element("ETag", object.etag().replace("\"", "&quot;"))
            + element("Size", Integer.toString(object.bytes().length))
            + element("StorageClass", "STANDARD"));
  }

  private String encoded(String key) {
    return parameters.containsKey("encoding-type")
        ? URLEncoder.encode(key, StandardCharsets.UTF_8)
        : key.replace("&", "&amp;").replace("<", "&lt;");
  }

  private static String element(String name, String content) {
    return "<" + name + ">" + content + "</" + name + ">";
  }
}
