package org.throughtime.sweep.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.throughtime.model.train.RunSpec;

/** Assembles a report. */
public final class ReportContents {
  private static final String TITLE = "Sweep ";

  private ReportContents() {}

  /**
   * The report of a sweep.
   *
   * @param sweep what is known of it
   * @param defaults a run of nothing but defaults, so that commands name what differs
   */
  public static Report of(SweepContents sweep, RunSpec defaults) {
    List<Section> sections = new ArrayList<>();
    sections.add(OverviewSection.of(sweep));
    OverlaySection.of(sweep).ifPresent(sections::add);
    LengthSection.of(sweep).ifPresent(sections::add);
    SearchSection.of(sweep, defaults).ifPresent(sections::add);
    RungSection.of(sweep).ifPresent(sections::add);
    ConclusionSection.of(sweep).ifPresent(sections::add);
    ComparisonSection.of(sweep).ifPresent(sections::add);
    DynamicsSection.of(sweep).ifPresent(sections::add);
    RunSections.of(sweep).ifPresent(sections::add);
    OverviewSection.allRuns(sweep).ifPresent(sections::add);
    ProvenanceSection.of(sweep).ifPresent(sections::add);
    int runs = sweep.status().runs().size();
    return new Report(
        TITLE + sweep.status().sweep(), runs == 1 ? "one run" : runs + " runs", sections);
  }

  /** The sweep that a title of {@link #of} names; empty for any other title. */
  public static Optional<String> sweepOf(String title) {
    return title.startsWith(TITLE)
        ? Optional.of(title.substring(TITLE.length()))
        : Optional.empty();
  }
}
