package dev.sightline.cli;

import dev.sightline.simulate.RtspServer;
import dev.sightline.video.H264Film;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plays films as RTSP cameras do, until it is stopped. */
@Command(
        name = "simulate",
        description =
                "Plays films as RTSP cameras, again and again, until Ctrl-C; without films the demo's two cameras.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class SimulateCommand implements Callable<Integer> {
    /** Half-way through the built-in film, so that its two cameras do not show the same. */
    private static final int LATER = 5;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "NAME=FILM",
            description = "A camera's name and its film, H.264 in MP4, e.g. yard=street.mp4.")
    private Map<String, Path> films = new LinkedHashMap<>();

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "The address to listen at, 0.0.0.0 for everyone (default: ${DEFAULT-VALUE}).")
    private InetAddress host = InetAddress.getLoopbackAddress();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The port to listen at, 0 for any free one (default: 8554).")
    private int port = 8554;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        CountDownLatch stop = new CountDownLatch(1);
        Map<String, H264Film> cameras = cameras();
        try (RtspServer server = server(cameras)) {
            Runtime.getRuntime().addShutdownHook(new Thread(stop::countDown, "stop"));
            cameras.keySet().forEach(name -> out.println("Camera  " + server.url(name)));
            out.println("stop with Ctrl-C");
            out.flush();
            stop.await();
        }
        return ExitCode.OK;
    }

    private Map<String, H264Film> cameras() throws IOException {
        Map<String, H264Film> cameras = new LinkedHashMap<>();
        for (Map.Entry<String, Path> film : films.entrySet()) {
            cameras.put(film.getKey(), H264Film.read(film.getValue()));
        }
        if (cameras.isEmpty()) {
            H264Film street = H264Film.resource("/demo/street.mp4");
            cameras.put("yard", street);
            cameras.put("gate", street.fromKeyFrame(LATER));
        }
        return cameras;
    }

    private RtspServer server(Map<String, H264Film> cameras) throws IOException {
        RtspServer.Builder builder =
                RtspServer.builder(Clock.systemUTC()).host(host).port(port);
        try {
            cameras.forEach(builder::stream);
            return builder.start();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
