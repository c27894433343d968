package org.throughtime.servers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The commands of a server, one a line of standard input. After each the server prints {@code done}
 * or {@code failed} on a line. It ends when standard input does, so that it never outlives the test
 * that started it.
 */
final class Commands {
  private final Map<String, Command> known = new TreeMap<>();

  /** What a command does. */
  @FunctionalInterface
  interface Command {
    /**
     * @param words those behind the name of the command
     */
    void run(String[] words) throws Exception;
  }

  /** Adds a command. */
  Commands with(String name, Command command) {
    known.put(name, command);
    return this;
  }

  /** Prints the address, then obeys until standard input ends. */
  void obey(String address) throws IOException {
    say("ready " + address);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ");
      Command command = known.get(words[0]);
      if (command == null) {
        say("failed: no command " + words[0] + "; known: " + known.keySet());
        continue;
      }
      try {
        command.run(words);
        say("done");
      } catch (Exception e) {
        e.printStackTrace();
        say("failed: " + e);
      }
    }
  }

  /** Prints a line that the test reads. */
  static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
