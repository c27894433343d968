package org.throughtime.servers;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.throughtime.servers.S3Objects.Condition;
import org.throughtime.servers.S3Objects.S3Object;

/**
 * The part of S3 that the program may use: whole objects, also on a condition, ranges, listings and
 * deletions. It answers 501 to everything else, copies and uploads in parts included, so that a
 * test fails if the program renames an object. Its one bucket has every name. It checks no
 * signature.
 */
final class S3Server implements AutoCloseable {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");
  private static final Pattern KEY = Pattern.compile("<Key>([^<]*)</Key>");

  private final S3Objects objects = new S3Objects();
  private final HttpServer http;

  S3Server() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(Executors.newCachedThreadPool());
    http.createContext("/", this::handle);
    http.start();
  }

  int port() {
    return http.getAddress().getPort();
  }

  S3Objects objects() {
    return objects;
  }

  @Override
  public void close() {
    http.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      // BUCKET/KEY behind the first slash
      String path = exchange.getRequestURI().getPath().substring(1);
      int slash = path.indexOf('/');
      String key = slash < 0 ? "" : path.substring(slash + 1);
      Map<String, String> parameters = parameters(exchange.getRequestURI().getRawQuery());
      boolean copies = exchange.getRequestHeaders().containsKey("x-amz-copy-source");
      boolean inParts = parameters.containsKey("uploads") || parameters.containsKey("uploadId");
      switch (exchange.getRequestMethod()) {
        case "PUT" -> {
          if (copies || inParts || key.isEmpty()) {
            refuse(exchange, 501, "NotImplemented");
          } else {
            put(exchange, key);
          }
        }
        case "GET" -> {
          if (!key.isEmpty()) {
            get(exchange, key);
          } else if ("2".equals(parameters.get("list-type"))) {
            answer(exchange, 200, new S3Listing(objects, parameters).xml());
          } else {
            refuse(exchange, 501, "NotImplemented");
          }
        }
        case "HEAD" -> {
          if (key.isEmpty()) {
            exchange.sendResponseHeaders(200, -1);
          } else {
            get(exchange, key);
          }
        }
        case "DELETE" -> {
          objects.delete(key);
          exchange.sendResponseHeaders(204, -1);
        }
        case "POST" -> {
          if (parameters.containsKey("delete")) {
            deleteAll(exchange);
          } else {
            refuse(exchange, 501, "NotImplemented");
          }
        }
        default -> refuse(exchange, 501, "NotImplemented");
      }
    }
  }

  private void put(HttpExchange exchange, String key) throws IOException {
    Headers headers = exchange.getRequestHeaders();
    boolean chunked =
        headers.getOrDefault("Content-Encoding", List.of()).stream()
            .anyMatch(encoding -> encoding.contains("aws-chunked"));
    byte[] bytes =
        chunked
            ? AwsChunked.decode(exchange.getRequestBody())
            : exchange.getRequestBody().readAllBytes();
    switch (objects.put(key, bytes, condition(headers))) {
      case YES -> {
        exchange.getResponseHeaders().set("ETag", S3Objects.etag(bytes));
        exchange.sendResponseHeaders(200, -1);
      }
      case FAILED -> refuse(exchange, 412, "PreconditionFailed");
      case MISSING -> refuse(exchange, 404, "NoSuchKey");
    }
  }

  private static Condition condition(Headers headers) {
    if ("*".equals(headers.getFirst("If-None-Match"))) {
      return new Condition.Absent();
    }
    String etag = headers.getFirst("If-Match");
    if (etag == null) {
      return new Condition.None();
    }
    return new Condition.Matches(etag.startsWith("\"") ? etag : '"' + etag + '"');
  }

  private void get(HttpExchange exchange, String key) throws IOException {
    Optional<S3Object> found = objects.get(key);
    if (found.isEmpty()) {
      refuse(exchange, 404, "NoSuchKey");
      return;
    }
    S3Object object = found.get();
    Headers asked = exchange.getRequestHeaders();
    if (condition(asked) instanceof Condition.Matches matches
        && !matches.etag().equals(object.etag())) {
      refuse(exchange, 412, "PreconditionFailed");
      return;
    }
    Headers headers = exchange.getResponseHeaders();
    headers.set("ETag", object.etag());
    headers.set(
        "Last-Modified",
        DateTimeFormatter.RFC_1123_DATE_TIME.format(object.written().atOffset(ZoneOffset.UTC)));
    headers.set("Content-Type", "application/octet-stream");
    int size = object.bytes().length;
    if (exchange.getRequestMethod().equals("HEAD")) {
      headers.set("Content-Length", Integer.toString(size));
      exchange.sendResponseHeaders(200, -1);
      return;
    }
    Matcher range = RANGE.matcher(Optional.ofNullable(asked.getFirst("Range")).orElse(""));
    if (!range.matches()) {
      send(exchange, 200, object.bytes(), 0, size);
      return;
    }
    long from = Long.parseLong(range.group(1));
    long to =
        range.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(range.group(2)));
    if (from >= size) {
      refuse(exchange, 416, "InvalidRange");
      return;
    }
    headers.set("Content-Range", "bytes %d-%d/%d".formatted(from, to, size));
    send(exchange, 206, object.bytes(), (int) from, (int) (to - from) + 1);
  }

  private void deleteAll(HttpExchange exchange) throws IOException {
    boolean chunked =
        String.valueOf(exchange.getRequestHeaders().getFirst("Content-Encoding"))
            .contains("aws-chunked");
    byte[] body =
        chunked
            ? AwsChunked.decode(exchange.getRequestBody())
            : exchange.getRequestBody().readAllBytes();
    Matcher keys = KEY.matcher(new String(body, StandardCharsets.UTF_8));
    while (keys.find()) {
      objects.delete(keys.group(1).replace("&lt;", "<").replace("&amp;", "&"));
    }
    answer(
        exchange,
        200,
        "<DeleteResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"></DeleteResult>");
  }

  static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new HashMap<>();
    for (String pair : query == null ? new String[0] : query.split("&")) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      parameters.put(name, URLDecoder.decode(value, StandardCharsets.UTF_8));
    }
    return parameters;
  }

  private static void refuse(HttpExchange exchange, int status, String code) throws IOException {
    answer(
        exchange,
        status,
        "<Error><Code>" + code + "</Code><Message>" + code + "</Message></Error>");
  }

  private static void answer(HttpExchange exchange, int status, String xml) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
    send(exchange, status, bytes, 0, bytes.length);
  }

  /** A length of 0 would mean chunks. */
  private static void send(HttpExchange exchange, int status, byte[] bytes, int from, int length)
      throws IOException {
    exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
    exchange.getResponseBody().write(bytes, from, length);
  }
}
