package org.throughtime.sweep.warm;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Passes a call to the process that stays, and starts that process if there is none. If it cannot
 * get an answer there, for whatever reason, it calls {@code submit.sh} for a new process that
 * answers only this call.
 *
 * <p>Arguments: the socket, submit.sh, the width of the terminal or 0, whether standard input is a
 * terminal, and the call. Or {@code --stop} and the directory of the sockets.
 */
public final class WarmClient {
  /** What {@code submit.sh} reads: minutes to stay, the socket of the one to start, and the key. */
  static final String MINUTES = "THROUGHTIME_WARM";

  static final String SOCKET = "THROUGHTIME_WARM_SOCKET";
  static final String KEY = "THROUGHTIME_WARM_KEY";

  private static final int FAILED = 1;
  private static final int INTERRUPTED = 130;

  private static final Duration START = Duration.ofSeconds(60);

  /** A process that is stopped or starved takes connections, and says nothing. */
  private static final Duration HELLO = Duration.ofSeconds(5);

  private final Path socket;
  private final String submit;
  private final Call call;
  private final PrintStream out;
  private final PrintStream err;
  private volatile Process own;

  /** Where the answer goes is told, so that tests can look at it. */
  WarmClient(Path socket, String submit, Call call, PrintStream out, PrintStream err) {
    this.socket = socket;
    this.submit = submit;
    this.call = call;
    this.out = out;
    this.err = err;
  }

  /** Ends the JVM with the exit status of the call. */
  public static void main(String[] args) throws IOException {
    if (args[0].equals("--stop")) {
      System.out.println(stopped(stop(Path.of(args[1]))));
      return;
    }
    Call call =
        new Call(
            Optional.ofNullable(System.getenv(KEY)).orElse(""),
            Integer.parseInt(args[2]),
            Boolean.parseBoolean(args[3]),
            Arrays.asList(args).subList(4, args.length));
    WarmClient client = new WarmClient(Path.of(args[0]), args[1], call, System.out, System.err);
    AtomicBoolean ended = new AtomicBoolean();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  if (!ended.get()) {
                    client.interrupted();
                  }
                }));
    int status = client.run();
    ended.set(true);
    System.exit(status);
  }

  /** The end by a signal: an own process has had it too, or gets it, and says so itself. */
  private void interrupted() {
    Process answers = own;
    if (answers == null) {
      // The terminal has shown ^C without ending the line.
      err.println((call.columns() > 0 ? "\n" : "") + "interrupted");
    } else {
      answers.destroy();
      try {
        answers.waitFor(10, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        // then now
      }
    }
    Runtime.getRuntime().halt(INTERRUPTED);
  }

  /** The exit status of the call. */
  int run() {
    Optional<SocketChannel> channel = connect(socket);
    if (channel.isEmpty()) {
      channel = start();
    }
    return channel.isPresent() ? ask(channel.get()) : alone();
  }

  private static Optional<SocketChannel> connect(Path socket) {
    try {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        channel.connect(UnixDomainSocketAddress.of(socket));
        return Optional.of(channel);
      } catch (IOException e) {
        channel.close();
        return Optional.empty();
      }
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  /**
   * In a session of its own where the system can make one, deaf to what a terminal sends, and
   * without any file of this process.
   */
  private Optional<SocketChannel> start() {
    String apart =
        "trap '' INT HUP; if command -v setsid >/dev/null; then exec setsid \"$@\"; else exec"
            + " \"$@\"; fi";
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", apart, "sh", submit, "sql");
    builder.environment().put(SOCKET, socket.toString());
    builder.redirectInput(new File("/dev/null"));
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      Process server = builder.start();
      long begin = System.nanoTime();
      while (System.nanoTime() - begin < START.toNanos()) {
        Optional<SocketChannel> channel = connect(socket);
        // One that ends well has met another one, which will be there soon.
        if (channel.isPresent() || !server.isAlive() && server.exitValue() != 0) {
          return channel;
        }
        Thread.sleep(30);
      }
    } catch (IOException e) {
      // no shell
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  private int ask(SocketChannel channel) {
    boolean begun = false;
    try (Frames frames = new Frames(channel)) {
      AtomicBoolean heard = new AtomicBoolean();
      daemon(() -> giveUp(channel, heard));
      frames.write(Frames.Kind.CALL, call.bytes());
      for (var frame = frames.read(); frame.isPresent(); frame = frames.read()) {
        heard.set(true);
        byte[] content = frame.get().content();
        switch (frame.get().kind()) {
          case REFUSED -> {
            return alone();
          }
          case WANTED -> {
            begun = true;
            daemon(() -> send(frames));
          }
          case OUT -> {
            begun = true;
            if (!write(content, out)) {
              err.println("the output is incomplete: standard output was closed");
              return FAILED;
            }
          }
          case ERR -> {
            begun = true;
            write(content, err);
          }
          case END -> {
            return content[0] & 0xff;
          }
          default -> {
            // that it was taken
          }
        }
      }
    } catch (IOException e) {
      // as where it ends without an answer
    }
    if (!begun) {
      return alone();
    }
    err.println("the output is incomplete: the process that answers has ended; repeat the command");
    return FAILED;
  }

  private static void giveUp(SocketChannel channel, AtomicBoolean heard) {
    try {
      Thread.sleep(HELLO.toMillis());
      if (!heard.get()) {
        channel.close();
      }
    } catch (IOException | InterruptedException e) {
      // then there is nothing to give up
    }
  }

  private static boolean write(byte[] content, OutputStream to) {
    PrintStream stream = (PrintStream) to;
    stream.write(content, 0, content.length);
    return !stream.checkError();
  }

  private static void send(Frames frames) {
    byte[] part = new byte[1 << 16];
    try {
      for (int n = System.in.read(part); n > 0; n = System.in.read(part)) {
        frames.write(Frames.Kind.INPUT, part, 0, n);
      }
      frames.write(Frames.Kind.INPUT);
    } catch (IOException e) {
      // nobody reads it any more
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    thread.start();
  }

  /** In a process for this call. */
  private int alone() {
    List<String> command = new ArrayList<>(List.of(submit));
    command.addAll(call.words());
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put(MINUTES, "0");
    try {
      own = builder.start();
      return own.waitFor();
    } catch (IOException e) {
      err.println(submit + ": cannot be started: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return FAILED;
  }

  /** How many processes a call has ended, in words. */
  static String stopped(int count) {
    return count == 0
        ? "no sql process was running"
        : count + (count == 1 ? " sql process" : " sql processes") + " stopped";
  }

  /** Ends the processes of a directory of sockets, and tells how many there were. */
  static int stop(Path directory) throws IOException {
    int stopped = 0;
    if (!Files.isDirectory(directory)) {
      return stopped;
    }
    try (DirectoryStream<Path> sockets = Files.newDirectoryStream(directory, "*.sock")) {
      for (Path socket : sockets) {
        Optional<SocketChannel> channel = connect(socket);
        if (channel.isPresent()) {
          try (Frames frames = new Frames(channel.get())) {
            frames.write(Frames.Kind.STOP);
            frames.read();
            stopped++;
          }
        }
      }
    }
    return stopped;
  }
}
