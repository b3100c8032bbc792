package dev.sightline.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong, without the login of any address in it. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private static final Pattern LOGIN = Pattern.compile("://[^\\s'\"]*@");

    private final Verbosity verbosity;

    Failures(Verbosity verbosity) {
        this.verbosity = verbosity;
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        String message = message(wrong).replaceAll("\\s*\\R\\s*", " ");
        String hint = wrong instanceof UnmatchedArgumentException unmatched
                        && !unmatched.getSuggestions().isEmpty()
                ? "did you mean '" + unmatched.getSuggestions().get(0) + "'?"
                : "see '" + command.getCommandSpec().qualifiedName() + " --help'";
        say(command, message + "; " + hint, wrong);
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, @Nullable ParseResult parsed) {
        say(command, message(failure), failure);
        return ExitCode.SOFTWARE;
    }

    private void say(CommandLine command, String message, Exception failure) {
        PrintWriter err = command.getErr();
        message.lines().forEach(line -> err.println("sightline: " + withoutLogin(line)));
        if (verbosity.verbose()) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            err.print(withoutLogin(trace.toString()));
        }
        err.flush();
    }

    /** What to tell a person of {@code failure}; files' own exceptions state little more than a path. */
    private static String message(Throwable failure) {
        Throwable cause = failure.getCause();
        if (cause != null && (failure instanceof UncheckedIOException || failure instanceof ExecutionException)) {
            return message(cause);
        } else if (failure instanceof NoSuchFileException absent) {
            return absent.getFile() + ": there is no such file or folder; correct the path";
        } else if (failure instanceof AccessDeniedException denied) {
            return denied.getFile() + ": access is denied; change its permissions or name another";
        } else if (failure instanceof FileAlreadyExistsException present) {
            return present.getFile() + ": is there already; remove it or name another";
        } else if (failure instanceof FileSystemException broken && broken.getReason() == null) {
            return broken.getFile() + ": cannot be used; name another";
        }
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? "it failed with " + failure.getClass().getSimpleName() + "; run it again with --verbose to see where"
                : message;
    }

    private static String withoutLogin(String text) {
        return LOGIN.matcher(text).replaceAll("://…@");
    }
}
