package org.throughtime.sweep.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;
import org.apache.spark.sql.catalyst.parser.SqlBaseLexer;
import org.apache.spark.sql.catalyst.parser.UpperCaseCharStream;

/**
 * One SQL statement.
 *
 * @param text of it, without a semicolon at its end
 * @param words in it that may be keywords or names, in lower case
 * @param keyword its first word, in upper case
 */
public record Statement(String text, Set<String> words, String keyword) {
  public Statement {
    words = Set.copyOf(words);
  }

  /**
   * What a text holds, told apart by semicolons as Spark's own lexer sees them: those in strings
   * and comments are none. Comments alone are no statement.
   */
  public static List<Statement> all(String text) {
    List<Statement> statements = new ArrayList<>();
    List<Token> tokens = new ArrayList<>();
    boolean open = false;
    for (Token token : tokens(text)) {
      open |= opens(token);
      if (token.getType() == SqlBaseLexer.SEMICOLON && !open) {
        add(statements, text, tokens);
        tokens.clear();
      } else {
        tokens.add(token);
      }
    }
    add(statements, text, tokens);
    return statements;
  }

  /** Whether a text ends with a semicolon, or holds nothing to wait for one. */
  public static boolean isComplete(String text) {
    List<Token> tokens = tokens(text);
    boolean ends =
        tokens.isEmpty() || tokens.get(tokens.size() - 1).getType() == SqlBaseLexer.SEMICOLON;
    return ends && tokens.stream().noneMatch(Statement::opens);
  }

  /** Whether it is a quote that nothing closes: the rest of the text is in it. */
  private static boolean opens(Token token) {
    return token.getType() == SqlBaseLexer.UNRECOGNIZED && "'\"`".contains(token.getText());
  }

  private static void add(List<Statement> statements, String text, List<Token> tokens) {
    if (tokens.isEmpty()) {
      return;
    }
    Token last = tokens.get(tokens.size() - 1);
    int[] codePoints = text.codePoints().toArray();
    int begin = tokens.get(0).getStartIndex();
    String own = new String(codePoints, begin, last.getStopIndex() + 1 - begin);
    Set<String> words =
        tokens.stream()
            .map(token -> token.getText().replace("`", "").toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    statements.add(new Statement(own, words, tokens.get(0).getText().toUpperCase(Locale.ROOT)));
  }

  /** All but comments and white space. */
  private static List<Token> tokens(String text) {
    SqlBaseLexer lexer =
        new SqlBaseLexer(new UpperCaseCharStream(CharStreams.fromString(text, "statement")));
    lexer.removeErrorListeners();
    List<Token> tokens = new ArrayList<>();
    for (Token token : lexer.getAllTokens()) {
      if (token.getChannel() == Token.DEFAULT_CHANNEL) {
        tokens.add(token);
      }
    }
    return tokens;
  }
}
