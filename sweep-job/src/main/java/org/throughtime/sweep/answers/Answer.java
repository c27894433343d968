package org.throughtime.sweep.answers;

import java.util.List;

/** Stand-in. */
public record Answer(String question, List<Sentence> sentences) {}
