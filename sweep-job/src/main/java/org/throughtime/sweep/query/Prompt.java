package org.throughtime.sweep.query;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.IntFunction;
import org.jline.reader.EOFError;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;

/**
 * Reads statements from a terminal and answers them until the user exits with Ctrl-D. Ctrl-C clears
 * a line, or cancels the statement that is being answered. A statement may have several lines and
 * ends with a semicolon. {@code @NAME} runs a named query.
 */
public final class Prompt {
  private static final String HELP =
      "a statement ends with ; and may have several lines. @NAME runs a query of conf/queries;"
          + " Tab completes; DESCRIBE VIEW; lists its columns; Ctrl-C clears the line; Ctrl-D exits";

  private final Terminal terminal;
  private final LineReader reader;
  private final SweepSql sql;
  private final QueryFolder queries;
  private final IntFunction<ResultFormat> format;

  /**
   * @param history file that keeps what was asked
   * @param format makes the format of answers for a terminal of that many columns
   */
  public Prompt(
      Terminal terminal,
      Path history,
      SweepSql sql,
      QueryFolder queries,
      IntFunction<ResultFormat> format) {
    this.terminal = terminal;
    this.sql = sql;
    this.queries = queries;
    this.format = format;
    this.reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .appName("throughtime")
            .parser(new ToSemicolon())
            .completer(new SqlCompleter(SweepSql.views(), queries))
            .variable(LineReader.HISTORY_FILE, history)
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, "  -> ")
            .option(LineReader.Option.CASE_INSENSITIVE, true)
            // In SQL an exclamation mark is no call of the history.
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .build();
  }

  /** Lines go on until a semicolon; one word that is no statement is complete by itself. */
  private static final class ToSemicolon extends DefaultParser {
    ToSemicolon() {
      setEscapeChars(new char[0]);
      setQuoteChars(new char[0]);
    }

    @Override
    public ParsedLine parse(String line, int cursor, Parser.ParseContext context) {
      if (context == ParseContext.ACCEPT_LINE && !isWord(line) && !Statement.isComplete(line)) {
        throw new EOFError(-1, cursor, "the statement has no semicolon yet");
      }
      return super.parse(line, cursor, context);
    }
  }

  private static boolean isWord(String line) {
    String word = line.strip().toLowerCase(java.util.Locale.ROOT);
    return word.startsWith("@") || word.matches("(quit|exit|help)?");
  }

  /**
   * Asks and answers.
   *
   * @throws IOException where the queries' folder or a results directory cannot be read
   */
  public void run() throws IOException {
    PrintWriter out = terminal.writer();
    out.println("views: " + String.join(", ", SweepViews.NAMES) + "; help; Ctrl-D leaves");
    while (true) {
      String line;
      try {
        line = reader.readLine("sql> ").strip();
      } catch (UserInterruptException e) {
        continue;
      } catch (EndOfFileException e) {
        return;
      }
      String word = line.replaceFirst("\\s*;$", "");
      if (word.equalsIgnoreCase("quit") || word.equalsIgnoreCase("exit")) {
        return;
      }
      if (word.equalsIgnoreCase("help")) {
        out.println(HELP);
      } else {
        answer(word, line, out);
      }
      out.flush();
    }
  }

  private void answer(String word, String line, PrintWriter out) throws IOException {
    Terminal.SignalHandler before = terminal.handle(Terminal.Signal.INT, signal -> sql.cancel());
    try {
      String text = word.startsWith("@") ? queries.named(word.substring(1)).text() : line;
      for (Statement statement : Statement.all(text)) {
        int columns = terminal.getWidth() > 0 ? terminal.getWidth() : 100;
        format.apply(columns).write(sql.ask(statement), out);
      }
    } catch (QueryException e) {
      out.println(e.getMessage());
    } finally {
      terminal.handle(Terminal.Signal.INT, before);
    }
  }
}
