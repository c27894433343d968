package org.throughtime.sweep.query;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes views, columns, keywords and named queries; after an @, named queries only. */
final class SqlCompleter implements Completer {
  private static final List<String> KEYWORDS =
      List.of(
          """
          SELECT, FROM, WHERE, GROUP BY, ORDER BY, HAVING, LIMIT, JOIN, LEFT JOIN, USING, ON, WITH,
          AS, AND, OR, NOT, IN, BETWEEN, LIKE, IS NULL, DISTINCT, UNION ALL, CASE, WHEN, THEN, ELSE,
          END, OVER, PARTITION BY, DESC, DESCRIBE, SHOW TABLES, EXPLAIN, count, sum, avg, min, max,
          max_by, min_by, median, percentile, corr, stddev, round, log10, size, get"""
              .split(",\\s+"));

  private final Map<String, String> words = new LinkedHashMap<>();
  private final QueryFolder queries;

  /**
   * @param views the columns of every view, by its name
   */
  SqlCompleter(Map<String, List<String>> views, QueryFolder queries) {
    views.keySet().forEach(view -> words.put(view, "views"));
    views.values().forEach(columns -> columns.forEach(c -> words.putIfAbsent(c, "columns")));
    KEYWORDS.forEach(keyword -> words.put(keyword, "keywords"));
    this.queries = queries;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    if (line.line().stripLeading().startsWith("@")) {
      try {
        for (QueryFolder.NamedQuery query : queries.all()) {
          candidates.add(
              new Candidate(
                  "@" + query.name(), query.name(), null, query.answers(), null, null, true));
        }
      } catch (IOException e) {
        // nothing to offer
      }
      return;
    }
    // What stands before the word's last comma, bracket or dot is no part of the name.
    String word = line.word();
    int from =
        Math.max(Math.max(word.lastIndexOf('('), word.lastIndexOf(',')), word.lastIndexOf('.'));
    String before = word.substring(0, from + 1);
    words.forEach(
        (name, group) ->
            candidates.add(new Candidate(before + name, name, group, null, null, null, true)));
  }
}
