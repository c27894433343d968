package org.throughtime.servers;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Passes HTTP requests to a server, with faults, and counts them by kind. */
final class FaultyProxy implements AutoCloseable {
  /** Those of one connection, and those that the client of the JDK writes itself. */
  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "connection", "content-length", "date", "expect", "host", "transfer-encoding", "upgrade");

  private final URI server;
  private final HttpServer http;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Requests requests = new Requests();
  private volatile Faults faults = Faults.none();

  /**
   * @param server scheme, host and port
   */
  FaultyProxy(URI server) throws IOException {
    this.server = server;
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(threads);
    http.createContext("/", this::handle);
    http.start();
  }

  int port() {
    return http.getAddress().getPort();
  }

  Requests requests() {
    return requests;
  }

  /** Requests that arrive from now on meet these. */
  void use(Faults next) {
    faults = next;
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    Faults.Fate fate = faults.fate();
    try (exchange) {
      HttpRequest request = request(exchange, exchange.getRequestBody().readAllBytes());
      count(exchange);
      if (fate.late()) {
        threads.submit(() -> pass(request, fate));
        return; // the connection closes without an answer
      }
      HttpResponse<byte[]> answer = pass(request, fate);
      if (!fate.lost()) {
        send(exchange, answer);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void count(HttpExchange exchange) {
    Headers headers = exchange.getRequestHeaders();
    String condition = "";
    if (exchange.getRequestMethod().equals("PUT")) {
      if (headers.containsKey("If-None-Match")) {
        condition = "-if-absent";
      } else if (headers.containsKey("If-Match")) {
        condition = "-if-match";
      }
    }
    URI uri = exchange.getRequestURI();
    requests.add(
        exchange.getRequestMethod(),
        uri.getPath(),
        S3Server.parameters(uri.getRawQuery()),
        condition,
        Objects.requireNonNullElse(headers.getFirst("Referer"), ""));
  }

  private HttpRequest request(HttpExchange exchange, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(exchange.getRequestURI().toString()))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return request.build();
  }

  private HttpResponse<byte[]> pass(HttpRequest request, Faults.Fate fate)
      throws IOException, InterruptedException {
    Thread.sleep(fate.delay());
    return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  private static void send(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    boolean head = exchange.getRequestMethod().equals("HEAD");
    answer
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))
                  || head && name.equalsIgnoreCase("content-length")) {
                headers.put(name, values);
              }
            });
    byte[] body = answer.body();
    exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }
}
