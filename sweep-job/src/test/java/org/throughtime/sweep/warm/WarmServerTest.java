package org.throughtime.sweep.warm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(60)
class WarmServerTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  /** A socket's address is short, which folders of tests need not be. */
  private Path dir;

  private Path socket;
  private Path submit;
  private Thread server;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final CountDownLatch waits = new CountDownLatch(1);
  private final CountDownLatch cancelled = new CountDownLatch(1);
  private final CountDownLatch exits = new CountDownLatch(1);
  private volatile boolean exiting;

  /** Answers with its words; does what the first of them says. */
  private final class Echo implements WarmServer.Command {
    @Override
    public OptionalInt execute(Call call, InputStream in, OutputStream out, OutputStream err) {
      try {
        String first = call.words().get(0);
        if (first.equals("own")) {
          return OptionalInt.empty();
        }
        if (first.equals("wait")) {
          waits.countDown();
          cancelled.await();
        }
        if (first.equals("copy")) {
          in.transferTo(out);
        }
        out.write(String.join(" ", call.words()).getBytes(StandardCharsets.UTF_8));
        err.write(Integer.toString(call.columns()).getBytes(StandardCharsets.UTF_8));
        return OptionalInt.of(3);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        return OptionalInt.of(4);
      }
    }

    @Override
    public void cancel() {
      cancelled.countDown();
      if (exiting) {
        try {
          exits.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  @BeforeEach
  void prepare() throws IOException {
    dir = Files.createTempDirectory(Path.of("/tmp"), "warm");
    socket = dir.resolve("s.sock");
    submit = Files.writeString(dir.resolve("submit.sh"), "#!/bin/sh\nexit 9\n");
    Files.setPosixFilePermissions(submit, PosixFilePermissions.fromString("rwx------"));
  }

  @AfterEach
  void stop() throws Exception {
    cancelled.countDown();
    exits.countDown();
    WarmClient.stop(dir);
    if (server != null) {
      server.join();
    }
    try (var files = Files.list(dir)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(dir);
  }

  private void serve(Duration idle) throws Exception {
    server =
        new Thread(
            () -> {
              try {
                WarmServer.serve(socket, "key", idle, new Echo());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    server.start();
    for (int i = 0; i < 1000 && !Files.exists(socket); i++) {
      Thread.sleep(10);
    }
  }

  private int ask(String key, String... words) {
    out.reset();
    err.reset();
    return new WarmClient(
            socket,
            submit.toString(),
            new Call(key, 80, false, List.of(words)),
            new PrintStream(out),
            new PrintStream(err))
        .run();
  }

  private SocketChannel open() throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    channel.connect(UnixDomainSocketAddress.of(socket));
    return channel;
  }

  @Test
  void aCallIsAnsweredWithBothStreamsAndTheStatus() throws Exception {
    serve(LONG);
    assertEquals(3, ask("key", "one", "Ω and\nmore"));
    assertEquals("one Ω and\nmore", out.toString(StandardCharsets.UTF_8));
    assertEquals("80", err.toString(StandardCharsets.UTF_8));
    assertEquals(3, ask("key", "x".repeat(200_000)));
    assertEquals(200_000, out.size());
  }

  @Test
  void standardInputIsSentWhereItIsRead() throws Exception {
    serve(LONG);
    InputStream usual = System.in;
    byte[] text = "SELECT 1;\n".repeat(20_000).getBytes(StandardCharsets.UTF_8);
    System.setIn(new java.io.ByteArrayInputStream(text));
    try {
      assertEquals(3, ask("key", "copy"));
    } finally {
      System.setIn(usual);
    }
    assertEquals(text.length + 4, out.size());
  }

  /** Another build, Java, environment or directory. */
  @Test
  void aCallOfAnotherKeyGetsAProcessOfItsOwn() throws Exception {
    serve(LONG);
    assertEquals(9, ask("other", "one"));
    assertEquals(9, ask("key", "own"));
    assertEquals("", out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void theSecondOfTwoCallsAtOnceGetsAProcessOfItsOwn() throws Exception {
    serve(LONG);
    try (Frames first = new Frames(open())) {
      first.write(Frames.Kind.CALL, new Call("key", 0, false, List.of("wait")).bytes());
      waits.await();
      assertEquals(9, ask("key", "one"));
    }
    assertTrue(cancelled.await(30, TimeUnit.SECONDS), "who asked has ended");
    int status = 9;
    for (int i = 0; i < 500 && status == 9; i++) {
      Thread.sleep(10);
      status = ask("key", "one");
    }
    assertEquals(3, status);
  }

  /**
   * An answer may be ready in the very moment in which its cancelling begins to end the process.
   */
  @Test
  void aProcessThatEndsBecauseACallWasCancelledTakesNoOther() throws Exception {
    exiting = true;
    serve(LONG);
    try (Frames first = new Frames(open())) {
      first.write(Frames.Kind.CALL, new Call("key", 0, false, List.of("wait")).bytes());
      waits.await();
    }
    assertTrue(cancelled.await(30, TimeUnit.SECONDS), "who asked has ended");
    for (int i = 0; i < 20; i++) {
      assertEquals(9, ask("key", "one"));
      Thread.sleep(10);
    }
  }

  @Test
  void itEndsAfterItsIdleTime() throws Exception {
    serve(Duration.ofMillis(100));
    server.join();
    assertFalse(Files.exists(socket));
  }

  @Test
  void itEndsWhereItsSocketWasTakenAway() throws Exception {
    serve(Duration.ofMillis(400));
    Files.delete(socket);
    server.join();
  }

  @Test
  void itStopsWhenItIsTold() throws Exception {
    serve(LONG);
    assertEquals(1, WarmClient.stop(dir));
    server.join();
    assertEquals(0, WarmClient.stop(dir));
    assertEquals(0, WarmClient.stop(dir.resolve("none")));
    assertEquals("no sql process was running", WarmClient.stopped(0));
    assertEquals("1 sql process stopped", WarmClient.stopped(1));
    assertEquals("2 sql processes stopped", WarmClient.stopped(2));
  }

  @Test
  void oneServesASocket() throws Exception {
    serve(LONG);
    Process second =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Second.class.getName(),
                socket.toString())
            .start();
    assertEquals(0, second.waitFor());
    assertEquals(3, ask("key", "one"));
  }

  /** A server in a process of its own. */
  static final class Second {
    public static void main(String[] args) throws IOException {
      WarmServer.serve(Path.of(args[0]), "key", LONG, null);
    }
  }

  /** What a killed process leaves, or anybody else. */
  @Test
  void aSocketThatNobodyServesIsReplaced() throws Exception {
    Files.writeString(socket, "damaged");
    assertEquals(9, ask("key", "one"), "what is started there fails");
    serve(LONG);
    for (int i = 0; i < 1000 && !isSocket(); i++) {
      Thread.sleep(10);
    }
    assertEquals(3, ask("key", "one"));
  }

  /** Between the file that was there and the socket there is nothing for a moment. */
  private boolean isSocket() throws IOException {
    try {
      return Files.readAttributes(socket, BasicFileAttributes.class).isOther();
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  @Test
  void whatIsNoCallIsNotAnswered() throws Exception {
    serve(LONG);
    try (SocketChannel channel = open()) {
      channel.write(java.nio.ByteBuffer.wrap("GET /".getBytes()));
      assertTrue(new Frames(channel).read().isEmpty());
    }
    assertEquals(3, ask("key", "one"));
  }

  @Test
  void aProcessThatSaysNothingIsGivenUp() throws Exception {
    try (var silent = java.nio.channels.ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      silent.bind(UnixDomainSocketAddress.of(socket));
      assertEquals(9, ask("key", "one"));
    }
  }

  @Test
  void anEndInTheMiddleIsNoAnswer() throws Exception {
    try (var server = java.nio.channels.ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      Thread half =
          new Thread(
              () -> {
                try (Frames frames = new Frames(server.accept())) {
                  frames.read();
                  frames.write(Frames.Kind.TAKEN);
                  frames.write(Frames.Kind.OUT, (byte) 'a');
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      half.start();
      assertEquals(1, ask("key", "one"));
      half.join();
    }
    assertTrue(
        err.toString(StandardCharsets.UTF_8)
            .contains("the output is incomplete: the process that answers has ended"));
  }
}
