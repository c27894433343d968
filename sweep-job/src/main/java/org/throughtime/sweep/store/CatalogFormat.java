package org.throughtime.sweep.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.Path;

/**
 * A {@link Catalog} as a {@link SummedText}. A line is a word and its values, and no value but the
 * last one of a line has a blank:
 *
 * <pre>
 * catalog 1 EPOCH                     version of this format; the driver that wrote it
 * group                               begins what was written together
 * file SHA256 BYTES PATH              a joined file, counted from 0 in its group
 * run NAME                            the lines up to the next run are of this one
 * part FILE OFFSET BYTES PATH         what was the file PATH is these bytes of a joined file
 * beside SHA256  PATH                 a file that stays, as sha256sum writes it
 * left NAME                           a run of the group that was taken out
 * </pre>
 */
final class CatalogFormat {
  private static final String HEAD = "catalog 1 ";

  private CatalogFormat() {}

  static byte[] bytes(Catalog catalog) {
    StringBuilder text = new StringBuilder(HEAD).append(catalog.epoch()).append('\n');
    for (JoinedGroup group : catalog.groups()) {
      text.append("group\n");
      for (CommittedFile file : group.files()) {
        line(text, "file", file.sha256(), file.size(), file.path());
      }
      Map<String, StringBuilder> runs = new LinkedHashMap<>();
      for (JoinedMember part : group.members()) {
        int file = group.files().indexOf(part.file());
        line(of(part.run(), runs), "part", file, part.offset(), part.length(), part.path());
      }
      for (JoinedGroup.Beside file : group.beside()) {
        line(of(file.run(), runs), "beside", file.sum().sha256() + " ", file.sum().path());
      }
      runs.values().forEach(text::append);
      group.left().forEach(run -> line(text, "left", run));
    }
    return SummedText.bytes(text.toString());
  }

  private static StringBuilder of(String run, Map<String, StringBuilder> runs) {
    return runs.computeIfAbsent(run, r -> new StringBuilder("run ").append(r).append('\n'));
  }

  private static void line(StringBuilder text, Object... words) {
    for (int i = 0; i < words.length; i++) {
      text.append(i == 0 ? "" : " ").append(words[i]);
    }
    text.append('\n');
  }

  /**
   * @param file for the message
   * @throws ResultsException if the file is not a catalog of this version
   */
  static Catalog parse(Path file, long number, String text) {
    try {
      if (!text.startsWith(HEAD)) {
        throw new IllegalArgumentException("it does not begin with " + HEAD.strip());
      }
      List<JoinedGroup> groups = new ArrayList<>();
      Reading reading = null;
      for (String line : text.lines().skip(1).toList()) {
        if (line.equals("group")) {
          add(reading, groups);
          reading = new Reading();
        } else if (reading == null) {
          throw new IllegalArgumentException("no group begins before " + line);
        } else {
          reading.read(line);
        }
      }
      add(reading, groups);
      String head = text.substring(HEAD.length(), text.indexOf('\n'));
      return new Catalog(number, Long.parseLong(head), groups);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      String fault =
          "%s: cannot be read (%s); use the version of this program that wrote it, or a newer one";
      throw new ResultsException(fault.formatted(file, e.getMessage()));
    }
  }

  private static void add(Reading reading, List<JoinedGroup> groups) {
    if (reading != null) {
      groups.add(new JoinedGroup(reading.files, reading.members, reading.beside, reading.left));
    }
  }

  /** A group of which some lines were read. */
  private static final class Reading {
    private final List<CommittedFile> files = new ArrayList<>();
    private final List<JoinedMember> members = new ArrayList<>();
    private final List<JoinedGroup.Beside> beside = new ArrayList<>();
    private final Set<String> left = new LinkedHashSet<>();
    private String run = "";

    void read(String line) {
      String[] words = line.split(" ", 2);
      String values = words[1];
      switch (words[0]) {
        case "file" -> {
          String[] value = values.split(" ", 3);
          files.add(new CommittedFile(value[2], Long.parseLong(value[1]), value[0]));
        }
        case "run" -> run = values;
        case "part" -> {
          String[] value = values.split(" ", 4);
          members.add(
              new JoinedMember(
                  run,
                  value[3],
                  files.get(Integer.parseInt(value[0])),
                  Long.parseLong(value[1]),
                  Integer.parseInt(value[2])));
        }
        case "beside" -> beside.add(new JoinedGroup.Beside(run, sum(values)));
        case "left" -> left.add(values);
        default -> throw new IllegalArgumentException("unknown word in " + line);
      }
    }

    private static ChecksumLine sum(String line) {
      Optional<ChecksumLine> sum = ChecksumLine.parse(line);
      return sum.orElseThrow(() -> new IllegalArgumentException("no checksum in " + line));
    }
  }
}
