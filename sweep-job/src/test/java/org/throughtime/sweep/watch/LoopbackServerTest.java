package org.throughtime.sweep.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoopbackServerTest {
  private LoopbackServer server;

  @BeforeEach
  void start() throws IOException {
    server = LoopbackServer.start(0, Edition.of("1", "<p>page</p>", "{\"stamp\":\"1\"}"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private int port() {
    return server.address().getPort();
  }

  /** What the server answers to a request, byte by byte as a client may send it. */
  private String answer(String method, String path, String host) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port())) {
      String request =
          method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void assertForbidden(String answer) {
    assertTrue(answer.startsWith("HTTP/1.1 403 "), answer);
    assertFalse(answer.contains("page") || answer.contains("stamp"), answer);
  }

  @Test
  void whoKnowsTheAddressHasThePage() throws IOException {
    String path = server.address().getPath();
    for (String host : new String[] {"127.0.0.1:" + port(), "localhost:" + port()}) {
      String answer = answer("GET", path, host);
      assertTrue(answer.startsWith("HTTP/1.1 200 ") && answer.endsWith("<p>page</p>"), answer);
      assertTrue(answer.toLowerCase().contains("content-security-policy"), answer);
      assertTrue(answer.contains("no-store"), answer);
    }
  }

  @Test
  void anUpdateIsSentOnce() throws Exception {
    String path = server.address().getPath() + "update";
    String host = "127.0.0.1:" + port();
    assertTrue(answer("GET", path, host).contains("{\"stamp\":\"1\"}"));
    assertTrue(answer("GET", path + "?after=1", host).startsWith("HTTP/1.1 204 "));
    server.publish(Edition.of("2", "", "{\"stamp\":\"2\"}"));
    assertFalse(server.isDelivered());
    assertTrue(answer("GET", path + "?after=1", host).contains("{\"stamp\":\"2\"}"));
    // The server notes a delivery when the last byte has left, which the reader may have by then.
    for (int i = 0; i < 1000 && !server.isDelivered(); i++) {
      Thread.sleep(10);
    }
    assertTrue(server.isDelivered());
  }

  @Test
  void withoutTheTokenNothingIsAnswered() throws IOException {
    String host = "127.0.0.1:" + port();
    String path = server.address().getPath();
    for (String other :
        new String[] {
          "/",
          "/favicon.ico",
          "/update",
          path.substring(0, path.length() - 1),
          path.substring(0, path.length() - 3) + "/",
          path + "other",
          "/" + path,
          path + "../",
          "/AAAA/",
          "/x" + path
        }) {
      assertForbidden(answer("GET", other, host));
    }
  }

  /** A page of another site whose name leads to 127.0.0.1 by now. */
  @Test
  void anotherNameOfThisMachineIsRefused() throws IOException {
    for (String host :
        new String[] {"evil.example", "evil.example:" + port(), "127.0.0.1", "127.0.0.1:1", ""}) {
      assertForbidden(answer("GET", server.address().getPath(), host));
    }
  }

  @Test
  void nothingButReadingIsAllowed() throws IOException {
    for (String method : new String[] {"POST", "PUT", "DELETE", "OPTIONS"}) {
      assertForbidden(answer(method, server.address().getPath(), "127.0.0.1:" + port()));
    }
  }

  @Test
  void itListensOnLoopbackAlone() throws IOException {
    for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      for (InetAddress address : Collections.list(each.getInetAddresses())) {
        if (!address.isLoopbackAddress() && address instanceof Inet4Address) {
          assertThrows(ConnectException.class, () -> new Socket(address, port()).close());
        }
      }
    }
    assertTrue(server.address().getHost().equals("127.0.0.1"));
  }

  @Test
  void everyServerHasATokenOfItsOwn() throws IOException {
    try (LoopbackServer other = LoopbackServer.start(0, Edition.of("1", "", ""))) {
      assertFalse(other.address().getPath().equals(server.address().getPath()));
      assertEquals(34, other.address().getPath().length(), "192 bits and two slashes");
    }
    assertThrows(BindException.class, () -> LoopbackServer.start(port(), Edition.of("1", "", "")));
  }
}
