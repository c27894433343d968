/**
 * A report as a Markdown document for an author to complete: the verdicts as given, plots by
 * relative paths, and empty sections for the author's name and own words, which are found again in
 * the completed document. Depends on {@code report} and {@code answers}.
 */
package org.throughtime.sweep.report.markdown;
