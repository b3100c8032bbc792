package dev.sightline.cli;

import dev.sightline.camera.CameraProbe;
import dev.sightline.frame.SourceAddress;
import dev.sightline.frame.SourceAddress.Transport;
import dev.sightline.frame.SourceException;
import dev.sightline.video.VideoSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Connects to a camera once and says what it delivers, or what is wrong. */
@Command(
        name = "camera",
        description = "Connects to a camera and says what it delivers, or what is wrong, within 10 seconds.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CheckCameraCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "URL", description = "Its address, e.g. rtsp://user:password@192.168.1.20/stream1.")
    private String url;

    @Option(names = "--user", paramLabel = "U", description = "The user name, rather than in the address.")
    private @Nullable String user;

    @Option(
            names = "--password-env",
            paramLabel = "VAR",
            description = "The environment variable that holds the password, rather than in the address.")
    private @Nullable String passwordVariable;

    @Option(
            names = "--transport",
            paramLabel = "tcp|udp",
            description = "How the pictures travel: inside the RTSP connection, or as datagrams (default: tcp).")
    private Transport transport = Transport.TCP;

    @Override
    public Integer call() throws SourceException, InterruptedException {
        SourceAddress address = address();
        CameraProbe.Report seen = CameraProbe.probe(VideoSource::open, address);
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%s: %s, %s, %s, first frame after %.2f s%n",
                        address,
                        seen.codec(),
                        seen.size(),
                        rate(seen),
                        seen.timeToFirstFrame().toMillis() / 1000.0);
        return ExitCode.OK;
    }

    private SourceAddress address() {
        SourceAddress address;
        try {
            address = SourceAddress.parse(url).withTransport(transport);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
        if (user == null && passwordVariable == null) {
            return address;
        }
        String name = user == null ? address.user() : user;
        if (name == null) {
            throw wrong("--password-env needs a user name; give it with --user");
        }
        String password = passwordVariable == null ? address.secretPassword() : System.getenv(passwordVariable);
        if (passwordVariable != null && password == null) {
            throw wrong("the environment variable " + passwordVariable + " is not set");
        }
        return address.withLogin(name, password == null ? "" : password);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static String rate(CameraProbe.Report seen) {
        String measured = String.format(Locale.ROOT, "%.1f frames/s measured", seen.measuredFramesPerSecond());
        return seen.declaredFramesPerSecond() == 0
                ? measured
                : String.format(Locale.ROOT, "%.1f frames/s declared, ", seen.declaredFramesPerSecond()) + measured;
    }
}
