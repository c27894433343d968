package org.throughtime.sweep.watch;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves editions of a page on 127.0.0.1 only. Other users of the machine can connect to that
 * address too, so a request must have the token in its path. A page of another site can use a name
 * that leads to 127.0.0.1 (DNS rebinding), so the request must name this server in {@code Host}.
 * Any other request gets status 403.
 */
final class LoopbackServer implements AutoCloseable {
  private static final int TOKEN_BYTES = 24;
  private static final int THREADS = 2;
  private static final int OK = 200;
  private static final int UNCHANGED = 204;
  private static final int FORBIDDEN = 403;
  private static final String AFTER = "after=";

  /** Nothing is loaded from elsewhere, and no other page may show this one. */
  private static final String POLICY =
      "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final HttpServer server;
  private final ExecutorService threads;
  private final String token;
  private volatile Edition edition;
  private volatile String delivered = "";

  private LoopbackServer(HttpServer server, ExecutorService threads, String token, Edition first) {
    this.server = server;
    this.threads = threads;
    this.token = token;
    this.edition = first;
  }

  /**
   * Starts it.
   *
   * @param port to listen at; 0 for any that is free
   * @throws IOException where the port is taken
   */
  static LoopbackServer start(int port, Edition first) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), 0);
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    ExecutorService threads =
        Executors.newFixedThreadPool(
            THREADS,
            work -> {
              Thread thread = new Thread(work, "watch");
              thread.setDaemon(true);
              return thread;
            });
    LoopbackServer started = new LoopbackServer(server, threads, token, first);
    server.setExecutor(threads);
    server.createContext("/", started::answer);
    server.start();
    return started;
  }

  /** What a browser opens. */
  URI address() {
    return URI.create("http://127.0.0.1:" + port() + "/" + token + "/");
  }

  private int port() {
    return server.getAddress().getPort();
  }

  /** Takes an edition in place of the last one. */
  void publish(Edition next) {
    edition = next;
  }

  /** Whether a reader has the edition that was published last. */
  boolean isDelivered() {
    return delivered.equals(edition.stamp());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!isAllowed(exchange)) {
        send(exchange, FORBIDDEN, "text/plain", "403\n".getBytes(StandardCharsets.UTF_8));
        return;
      }
      Edition now = edition;
      String path = exchange.getRequestURI().getPath().substring(token.length() + 2);
      String query = exchange.getRequestURI().getQuery();
      if (path.isEmpty()) {
        send(exchange, OK, "text/html; charset=utf-8", now.page());
        delivered = now.stamp();
      } else if (query != null && query.equals(AFTER + now.stamp())) {
        exchange.sendResponseHeaders(UNCHANGED, -1);
        delivered = now.stamp();
      } else {
        send(exchange, OK, "application/json", now.update());
        delivered = now.stamp();
      }
    }
  }

  private boolean isAllowed(HttpExchange exchange) {
    String host = exchange.getRequestHeaders().getFirst("Host");
    String path = exchange.getRequestURI().getPath();
    return exchange.getRequestMethod().equals("GET")
        && host != null
        && Set.of("127.0.0.1:" + port(), "localhost:" + port()).contains(host)
        && path != null
        && (isToken(path, "/") || isToken(path, "/update"));
  }

  /** In the same time wherever the first difference is. */
  private boolean isToken(String path, String end) {
    return MessageDigest.isEqual(
        path.getBytes(StandardCharsets.UTF_8),
        ("/" + token + end).getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type);
    headers.set("Cache-Control", "no-store");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Content-Security-Policy", POLICY);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
