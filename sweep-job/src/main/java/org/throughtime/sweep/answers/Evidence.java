package org.throughtime.sweep.answers;

/** Stand-in. */
public record Evidence(String figure, String sql) {}
