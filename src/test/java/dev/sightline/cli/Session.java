package dev.sightline.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/**
 * One execution of the command line, in this process.
 *
 * @param code the exit code
 * @param out the lines on the standard output
 * @param err the lines on the standard error stream
 */
record Session(int code, List<String> out, List<String> err) {
    static Session of(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] texts = new String[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = arguments[i].toString();
        }
        int code = SightlineCommand.line()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(texts);
        return new Session(
                code, out.toString().lines().toList(), err.toString().lines().toList());
    }
}
