package org.throughtime.sweep.answers;

import java.util.List;

/** Stand-in. */
public record Sentence(String text, List<Evidence> evidence) {}
