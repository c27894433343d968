import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lays our own jars over the jar of libraries and gives the result its name only when it is whole:
 * {@code ApplicationJar APPLICATION_JAR LIBRARIES_JAR OWN_JAR...}, run by the build as a
 * single-file program.
 *
 * <p>The libraries hold 380 MB of native code. The JDK's zip file system copies entries that stay
 * as they are without packing them again, so a changed class costs a second here, not half a minute.
 */
final class ApplicationJar {
  private ApplicationJar() {}

  public static void main(String[] args) throws IOException {
    Path application = Path.of(args[0]);
    Path unfinished = application.resolveSibling(application.getFileName() + ".unfinished");
    Files.copy(Path.of(args[1]), unfinished, StandardCopyOption.REPLACE_EXISTING);
    try (FileSystem target = FileSystems.newFileSystem(unfinished)) {
      for (String jar : List.of(args).subList(2, args.length)) {
        try (FileSystem source = FileSystems.newFileSystem(Path.of(jar))) {
          overlay(source.getPath("/"), target.getPath("/"));
        }
      }
    }
    Files.move(unfinished, application, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Copies every file but the manifest: the libraries' jar has the application's. */
  private static void overlay(Path from, Path to) throws IOException {
    List<Path> files;
    try (Stream<Path> tree = Files.walk(from)) {
      files = tree.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      if (file.endsWith("META-INF/MANIFEST.MF")) {
        continue;
      }
      Path copy = to.resolve(file.toString());
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
