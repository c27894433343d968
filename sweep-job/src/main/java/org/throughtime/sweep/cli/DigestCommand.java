package org.throughtime.sweep.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.digest.Checksums;
import org.throughtime.sweep.digest.RunDigest;
import org.throughtime.sweep.digest.SweepDigest;
import org.throughtime.sweep.digest.SweepReader;
import org.throughtime.sweep.store.ResultsDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code digest DIR}: what was computed there, a hash for every run and one for the sweep. */
@Command(
    name = "digest",
    header = "print hashes of the results",
    description = {
      "Print the SHA-256 of every run of a results directory, over its rows and final weights, and",
      "one of the whole sweep. Two sweeps with the same hash computed the same results.",
      "",
      "A line is HEX NAME STATUS ROWS. The last line is that of the sweep, with the status sweep.",
      "For a run that has not ended, HEX is -, and so is that of the sweep. Faults go to standard",
      "error, a line each."
    },
    exitCodeList = {
      "0:Every run has its hash. With --verify: and every file has its checksum.",
      "1:A run has no hash. With --verify: or a file does not have its checksum.",
      ExitStatus.WRONG_DIRECTORY,
      ExitStatus.STOPPED
    },
    footer = {"./submit.sh digest results/quick", "./submit.sh digest results/quick --verify"})
final class DigestCommand implements Callable<Integer> {
  private static final String NONE = "-";

  @Spec private CommandSpec command;

  @Mixin private SweepArgument directory;

  @Option(
      names = "--verify",
      description = "Also compare every file of ended runs with its checksum.")
  private boolean verify;

  @Option(names = "--help", usageHelp = true, description = "Show this.")
  private boolean help;

  @Override
  public Integer call() {
    return directory.read(this::digest);
  }

  private int digest(ResultsDirectory results) throws IOException {
    SweepDigest digest = print(directory.require(SweepReader.open(results)));
    return complain(faults(results, digest)) ? ExitStatus.FAILED : ExitStatus.OK;
  }

  /** Every line as soon as it is known. */
  private SweepDigest print(SweepReader sweep) {
    PrintWriter out = command.commandLine().getOut();
    Stream<String> names =
        Stream.concat(Stream.of(sweep.sweep()), sweep.runs().stream().map(RunSpec::name));
    int width = names.mapToInt(String::length).max().getAsInt();
    String line = "%-64s  %-" + width + "s  %-10s  %s%n";
    List<RunDigest> runs = new ArrayList<>();
    for (RunSpec spec : sweep.runs()) {
      RunDigest run = sweep.digest(spec);
      runs.add(run);
      out.printf(line, run.hex().orElse(NONE), run.name(), run.label(), rows(run));
      out.flush();
    }
    SweepDigest digest = new SweepDigest(sweep.sweep(), runs);
    out.printf(line, digest.hex().orElse(NONE), digest.name(), "sweep", digest.rows());
    out.flush();
    return digest;
  }

  private static String rows(RunDigest run) {
    return run.hex().isPresent() ? Long.toString(run.rows()) : NONE;
  }

  private List<String> faults(ResultsDirectory results, SweepDigest digest) throws IOException {
    List<String> faults = new ArrayList<>();
    digest.runs().forEach(run -> run.fault().ifPresent(faults::add));
    Set<String> unended =
        digest.runs().stream()
            .filter(run -> run.hex().isEmpty() && run.fault().isEmpty())
            .map(RunDigest::name)
            .collect(Collectors.toSet());
    if (verify) {
      Checksums checksums = new Checksums(results);
      for (RunDigest run : digest.runs()) {
        if (!unended.contains(run.name())) {
          checksums.verify(run.name());
        }
      }
      faults.addAll(checksums.faults(unended));
      PrintWriter err = command.commandLine().getErr();
      err.println(checksums.files() + " files compared with their checksums");
    }
    if (!unended.isEmpty()) {
      String fault = "%s of %s runs have not ended; the command that started them resumes them";
      faults.add(fault.formatted(unended.size(), digest.runs().size()));
    }
    return faults;
  }

  private boolean complain(List<String> faults) {
    PrintWriter err = command.commandLine().getErr();
    faults.forEach(err::println);
    err.flush();
    return !faults.isEmpty();
  }
}
