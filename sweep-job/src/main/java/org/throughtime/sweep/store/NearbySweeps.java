package org.throughtime.sweep.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.throughtime.sweep.config.value.NearestName;

/** What to give in place of a directory that holds no sweep: sweeps below it, or beside it. */
final class NearbySweeps {
  /** The folder in which sweeps are by default. */
  private static final String USUAL = "results";

  private static final String NONE = "give the results directory of a sweep";
  private static final int MOST_SHOWN = 12;

  /** A folder with more folders than this is none of results. */
  private static final int MOST_LISTED = 500;

  private final String called;
  private final ResultsDirectory directory;

  /**
   * @param called the directory as the user writes it
   */
  NearbySweeps(String called, ResultsDirectory directory) {
    this.called = called.replaceFirst("(?<=[^/:])/+$", "");
    this.directory = directory;
  }

  /** What is wrong with the directory, and what to give; a line without the directory itself. */
  String fault() {
    try {
      return directory.files().exists(directory.root()) ? below() : beside();
    } catch (IOException e) {
      // Whoever asks has read the directory itself, and its surroundings may be closed to them.
      return "contains no sweep; " + NONE;
    }
  }

  private String below() throws IOException {
    for (String folder : List.of("", USUAL + "/")) {
      List<String> sweeps = in(new Path(directory.root() + "/" + folder));
      if (!sweeps.isEmpty()) {
        String before = called.equals(".") ? folder : called + "/" + folder;
        List<String> shown = sweeps.stream().limit(MOST_SHOWN).map(name -> before + name).toList();
        String more = sweeps.size() > MOST_SHOWN ? ", ..." : "";
        return "contains no sweep itself; the sweeps there: " + String.join(", ", shown) + more;
      }
    }
    return "contains no sweep; " + NONE;
  }

  private String beside() throws IOException {
    Path parent = directory.root().getParent();
    String name = directory.root().getName();
    if (parent == null) {
      return "does not exist; " + NONE;
    }
    String before = called.substring(0, called.lastIndexOf('/') + 1);
    List<String> sweeps = in(parent);
    for (String folder : List.of("", USUAL + "/")) {
      List<String> there = folder.isEmpty() ? sweeps : in(new Path(parent, USUAL));
      Optional<String> near = NearestName.nearest(name, there);
      if (near.isPresent()) {
        return "does not exist; did you mean " + before + folder + near.get() + "?";
      }
    }
    String known = sweeps.isEmpty() ? NONE : NearestName.hint(name, sweeps);
    return "does not exist; " + known;
  }

  /** The names of the folders of a folder that hold sweeps, in order. */
  private List<String> in(Path folder) throws IOException {
    List<String> names = new ArrayList<>();
    FileStatus[] found = directory.files().list(folder);
    for (int i = 0; i < Math.min(found.length, MOST_LISTED); i++) {
      Path path = found[i].getPath();
      if (found[i].isDirectory() && isSweep(path)) {
        names.add(path.getName());
      }
    }
    names.sort(null);
    return names;
  }

  private boolean isSweep(Path folder) throws IOException {
    ResultsDirectory other = new ResultsDirectory(folder.toString(), directory.configuration());
    return other.exists(other.manifests()) || other.exists(other.earlierManifest());
  }
}
