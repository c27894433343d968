/**
 * A report as a Markdown document to write in: the verdicts as given facts, plots by relative
 * paths, and empty headed spaces for the author's name and own words. Depends on {@code report} and
 * on {@code answers}.
 */
package org.throughtime.sweep.report.markdown;
