package org.throughtime.sweep.report.markdown;

/**
 * A plot that a document refers to.
 *
 * @param title what it shows, in one line
 * @param path of its file, relative to the document, with {@code /} between folders
 */
public record PlotLink(String title, String path) {}
