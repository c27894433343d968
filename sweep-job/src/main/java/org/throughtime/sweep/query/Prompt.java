package org.throughtime.sweep.query;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.jline.keymap.KeyMap;
import org.jline.reader.EOFError;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;

/**
 * Reads statements from a terminal and answers them until the user exits with Ctrl-D, {@code exit},
 * {@code quit} or {@code \q}, also in the middle of a statement. Ctrl-C clears a statement, or
 * cancels the one that is being answered. A statement may have several lines and ends with a
 * semicolon. {@code @NAME} runs a named query.
 */
public final class Prompt {
  private static final String GREETING =
      "Type a statement and ;, or help, or exit (Ctrl-D).\nViews: "
          + String.join(", ", SweepViews.NAMES);
  private static final String HELP =
      """
      A statement ends with ; and may have several lines.
      DESCRIBE VIEW;   lists the columns of a view; docs/tables.md describes them.
      @NAME            runs a query of conf/queries.
      Tab              completes keywords, views, columns and queries.
      Ctrl-C           clears a statement, or cancels the one that is being answered.
      exit, quit, \\q   leave the prompt, as Ctrl-D does.""";
  private static final String LEAVE = "leave-prompt";

  /** Words that leave the prompt, on a line of their own. */
  private static final Pattern LEAVES = Pattern.compile("(?i)(?:quit|exit|\\\\q)\\s*;*");

  private static final Pattern HELPS = Pattern.compile("(?i)(?:help|\\\\[h?])\\s*;*");

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
    leaveAtCtrlD();
  }

  /** Otherwise it lists completions behind a begun statement, and the user cannot leave there. */
  private void leaveAtCtrlD() {
    reader
        .getWidgets()
        .put(
            LEAVE,
            () -> {
              throw new EndOfFileException();
            });
    reader.getKeyMaps().get(LineReader.MAIN).bind(new Reference(LEAVE), KeyMap.ctrl('D'));
  }

  /** Lines go on until a semicolon; one word that is no statement is complete by itself. */
  private static final class ToSemicolon extends DefaultParser {
    ToSemicolon() {
      setEscapeChars(new char[0]);
      setQuoteChars(new char[0]);
    }

    @Override
    public ParsedLine parse(String line, int cursor, Parser.ParseContext context) {
      boolean complete = isWord(line) || leaves(line) || Statement.isComplete(line);
      if (context == ParseContext.ACCEPT_LINE && !complete) {
        throw new EOFError(-1, cursor, "the statement has no semicolon yet");
      }
      return super.parse(line, cursor, context);
    }
  }

  private static boolean isWord(String line) {
    String word = line.strip();
    return word.isEmpty()
        || word.startsWith("@")
        || word.startsWith("\\")
        || HELPS.matcher(word).matches();
  }

  /** Whether the last line of the input is a word to leave, whatever is begun before it. */
  private static boolean leaves(String line) {
    String last = line.substring(line.lastIndexOf('\n') + 1);
    return LEAVES.matcher(last.strip()).matches();
  }

  /**
   * Asks and answers.
   *
   * @throws IOException where the queries' folder or a results directory cannot be read
   */
  public void run() throws IOException {
    PrintWriter out = terminal.writer();
    out.println(GREETING);
    while (true) {
      String line;
      try {
        line = reader.readLine("sql> ").strip();
      } catch (UserInterruptException e) {
        continue;
      } catch (EndOfFileException e) {
        return;
      }
      if (leaves(line)) {
        return;
      }
      if (HELPS.matcher(line).matches()) {
        out.println(HELP);
      } else if (line.startsWith("\\")) {
        out.println("there is no command " + line + "; type a statement and ;, or help");
      } else {
        answer(line.replaceFirst("\\s*;$", ""), line, out);
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
